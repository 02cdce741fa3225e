package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.pack.Sample;
import dev.consentledger.core.verify.VerifierMain;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.report.Epoch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes packs of a {@link SmallLedger}, changes them, and has them verified. */
final class SmallPack {

    private final Path folder;

    SmallPack(Path folder) {
        this.folder = folder;
    }

    /** What a test asks for, of the site {@link SmallLedger#SITE}. */
    record Wanted(
            PackQuestion question,
            List<Hash> subjects,
            Set<PartName> withheld,
            boolean restricted,
            Optional<Sample> sample) {

        static Wanted period(long fromMinute, long toMinute) {
            return new Wanted(
                    new PackQuestion.Period(
                            Consents.minutes(fromMinute), Consents.minutes(toMinute)),
                    List.of(),
                    Set.of(),
                    false,
                    Optional.empty());
        }

        static Wanted person(SmallLedger ledger, String pseudonym) {
            return new Wanted(
                    new PackQuestion.Person("subject", 1),
                    List.of(ledger.keys.subject(SmallLedger.SITE, pseudonym)),
                    Set.of(),
                    false,
                    Optional.empty());
        }

        Wanted sampled(Sample rule) {
            return new Wanted(question, subjects, withheld, restricted, Optional.of(rule));
        }

        Wanted withheld(PartName... parts) {
            return new Wanted(question, subjects, Set.of(parts), restricted, sample);
        }

        PackTask task() {
            PackOrder order =
                    new PackOrder(
                            new UUID(1, 2),
                            SmallLedger.SITE,
                            "AUD-1",
                            "dora",
                            "dpo",
                            Consents.minutes(1),
                            question,
                            withheld,
                            restricted,
                            sample);
            return new PackTask(order, subjects, new UUID(3, 4));
        }
    }

    /** The pack's files, in their order. */
    Map<String, byte[]> make(SmallLedger ledger, Wanted wanted, Progress progress) {
        PackWriter writer =
                new PackWriter(
                        ledger,
                        ledger,
                        ledger.keys,
                        new Epoch(1, SmallLedger.SHARDS),
                        Clock.systemUTC());
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try {
            writer.write(wanted.task(), zip, folder.resolve("scratch"), progress);
            return files(zip.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, byte[]> make(SmallLedger ledger, Wanted wanted) {
        return make(ledger, wanted, new Uninterrupted());
    }

    /** Goes on, whatever it is told. */
    static class Uninterrupted implements Progress {
        int pauses;

        @Override
        public void at(long done, long of, long entries) {}

        @Override
        public void pause() {
            pauses++;
        }
    }

    /**
     * What the verifier's jar says: each check's outcome, and the whole's under {@code outcome}.
     */
    Map<String, String> verify(Map<String, byte[]> files, String trust) {
        return verify(zip(files), trust);
    }

    Map<String, String> verify(byte[] zip, String trust) {
        try {
            String pack = Files.write(folder.resolve("pack.zip"), zip).toString();
            String keys = Files.writeString(folder.resolve("trust"), trust).toString();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            VerifierMain.run(
                    new String[] {"verify", "--json", "--quiet", "--trust", keys, pack},
                    new PrintStream(out, true, UTF_8),
                    System.err);
            JsonNode report = new ObjectMapper().readTree(out.toString(UTF_8));
            Map<String, String> outcomes = new LinkedHashMap<>();
            report.get("checks")
                    .forEach(c -> outcomes.put(c.get("name").asText(), c.get("outcome").asText()));
            outcomes.put("outcome", report.get("outcome").asText());
            return outcomes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs files, with sums that are right for what they are now. */
    static Map<String, byte[]> resummed(Map<String, byte[]> files) {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.remove("checksums.sha256");
        StringBuilder sums = new StringBuilder();
        all.forEach((name, bytes) -> sums.append(Hash.sha256(bytes)).append("  " + name + "\n"));
        all.put("checksums.sha256", sums.toString().getBytes(UTF_8));
        return all;
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> files(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
