package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.pack.Sample;
import dev.consentledger.reporting.pack.SmallPack.Wanted;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that somebody has changed, with sums that are right again: each is found by its check. */
class TamperedPackTest {

    private static final String ENTRIES = "logs/1/0/entries.ndjson";

    @TempDir static Path folder;
    private static final SmallLedger LEDGER = new SmallLedger();
    private static SmallPack packs;
    private static Map<String, byte[]> pack;
    private static String trust;

    @BeforeAll
    static void make() {
        packs = new SmallPack(folder);
        LEDGER.publish(SmallLedger.SITE, "1");
        LEDGER.publish(SmallLedger.OTHER, "1");
        for (int minute = 0; minute < 700; minute++) {
            LEDGER.consent(0, SmallLedger.OTHER, Optional.of("x" + minute % 7), minute);
            LEDGER.consent(0, SmallLedger.SITE, Optional.of("v" + minute % 7), minute);
        }
        LEDGER.consent(1, SmallLedger.SITE, Optional.of("w"), 1);
        LEDGER.sign();
        trust = LEDGER.keys().text();
        pack = packs.make(LEDGER, Wanted.period(0, 700));
    }

    @Test
    void packAsItWasMadePassesAlsoWhenItWasPackedAgain() {
        assertThat(packs.verify(SmallPack.resummed(pack), trust))
                .containsEntry("outcome", "passed");
    }

    @Test
    void withoutTrustNothingIsEstablished() {
        assertThat(packs.verify(pack, "quorum none\n"))
                .containsEntry("checkpoints-signed", "not established")
                .containsEntry("outcome", "not established");
    }

    @Test
    void fileThatWasCutOffIsNoPack() {
        byte[] zip = SmallPack.zip(pack);

        assertThat(packs.verify(Arrays.copyOf(zip, zip.length / 2), trust))
                .containsEntry("format", "failed")
                .containsEntry("outcome", "failed");
    }

    @Test
    void damagedFileIsFoundByItsSum() {
        Map<String, byte[]> changed = new LinkedHashMap<>(pack);
        changed.put("overview.csv", "another".getBytes(UTF_8));

        assertThat(packs.verify(changed, trust))
                .containsEntry("checksums", "failed")
                .containsEntry("entries-included", "passed")
                .containsEntry("outcome", "failed");
    }

    @Test
    void fileThatDoesNotBelongOrIsMissingIsFound() {
        assertFound("format", with("verify.sh", "echo passed"));
        assertFound("format", without("README.txt"));
        assertFound("format", without("manifest.json"));
        assertFound("format", with("logs/1/0/tile/0/009", "x"));
    }

    @Test
    void tileThatWasChangedOrIsMissingIsFound() {
        assertFound("entries-included", turned("logs/1/0/tile/0/001"));
        assertFound("entries-included", turned("logs/1/0/tile/1/000.p/5"));
        assertFound("entries-included", without("logs/1/0/tile/0/003"));
    }

    @Test
    void entryThatWasChangedLeftOutOrMovedIsFound() {
        assertFound("entries-included", edited(ENTRIES, lines -> lines.replaceFirst("eyJ", "eyK")));
        assertFound("manifest", edited(ENTRIES, lines -> lines.replaceFirst("[^\n]*\n", "")));
        assertFound("format", edited(ENTRIES, TamperedPackTest::swapped));
        assertFound("format", edited(ENTRIES, lines -> lines + lines.substring(0, 100)));
        assertFound("format", edited(ENTRIES, lines -> lines.replaceFirst("\"index\"", "\"at\"")));
    }

    @Test
    void evidenceThatWasChangedIsFound() {
        assertFound(
                "parts-committed",
                edited(
                        ENTRIES,
                        lines -> lines.replaceFirst("\"subject\":\"....", "\"subject\":\"AAAA")));
    }

    @Test
    void checkpointThatWasChangedOrIsOfAnotherLogIsFound() {
        assertFound("entries-included", with("logs/1/0/checkpoint", checkpoint("logs/1/1")));
        assertFound("manifest", with("logs/1/0/checkpoint", checkpoint("logs/1/1")));
        assertThat(
                        packs.verify(
                                SmallPack.resummed(
                                        edited(
                                                "logs/1/0/checkpoint",
                                                text -> text.replace("1/0", "1/9"))),
                                trust))
                .containsEntry("manifest", "failed");
    }

    @Test
    void documentThatWasChangedOrIsMissingIsFound() {
        String document =
                pack.keySet().stream()
                        .filter(name -> name.startsWith("documents/"))
                        .findFirst()
                        .orElseThrow();

        assertFound("documents", with(document, "{}"));
        assertFound("documents", without(document));
    }

    @Test
    void manifestThatAsksForSomethingElseIsFound() {
        assertFound(
                "question",
                edited("manifest.json", text -> text.replace("T21:40:00.000Z", "T20:40:00.000Z")));
        assertFound(
                "question",
                edited("manifest.json", text -> text.replace("shop.example", "shop.exampl")));
        assertFound("manifest", edited("manifest.json", text -> text.replace("701", "700")));
    }

    @Test
    void sampleOfAnotherSeedIsFound() {
        Map<String, byte[]> sampled =
                packs.make(LEDGER, Wanted.period(0, 700).sampled(new Sample("mine", 100_000)));
        Map<String, byte[]> changed = new LinkedHashMap<>(sampled);
        String manifest = new String(sampled.get("manifest.json"), UTF_8);
        changed.put("manifest.json", manifest.replace("\"mine\"", "\"yours\"").getBytes(UTF_8));

        assertThat(packs.verify(sampled, trust)).containsEntry("outcome", "passed");
        assertFound("sample", changed);
    }

    private static void assertFound(String check, Map<String, byte[]> changed) {
        assertThat(packs.verify(SmallPack.resummed(changed), trust))
                .containsEntry(check, "failed")
                .containsEntry("outcome", "failed");
    }

    private static Map<String, byte[]> with(String name, String content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(pack);
        changed.put(name, content.getBytes(UTF_8));
        return changed;
    }

    private static Map<String, byte[]> without(String name) {
        assertThat(pack).containsKey(name);
        Map<String, byte[]> changed = new LinkedHashMap<>(pack);
        changed.remove(name);
        return changed;
    }

    private static Map<String, byte[]> turned(String name) {
        assertThat(pack).containsKey(name);
        byte[] bytes = pack.get(name).clone();
        bytes[bytes.length / 2] ^= 1;
        Map<String, byte[]> changed = new LinkedHashMap<>(pack);
        changed.put(name, bytes);
        return changed;
    }

    private static Map<String, byte[]> edited(String name, UnaryOperator<String> edit) {
        String before = new String(pack.get(name), UTF_8);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        return with(name, after);
    }

    private static String checkpoint(String folder) {
        return new String(pack.get(folder + "/checkpoint"), UTF_8);
    }

    private static String swapped(String lines) {
        String[] all = lines.split("\n");
        String first = all[0];
        all[0] = all[1];
        all[1] = first;
        return String.join("\n", all) + "\n";
    }
}
