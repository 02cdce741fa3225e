package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.proof.ProofBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bundle with each of its files changed in each way, and the check that has to find it. Whoever
 * changes a file can write a new sum as well, so the sums are made anew unless a case says not.
 */
final class TamperedBundles {

    /** A check that fails, where the whole then fails. */
    static final String NOTHING = "nothing";

    /**
     * Files for reading, and the programs: nobody has signed them, and every bundle's are alike.
     */
    private static final Set<String> UNSIGNED =
            Set.of(
                    "README.txt",
                    "record.txt",
                    "record.json",
                    "keys-found.txt",
                    "verify.sh",
                    "verify.html");

    /** Far enough to be no padding. */
    private static final int FROM_THE_END = 8;

    private final ProofBundle one = SampleBundle.one();
    private final ProofBundle another = SampleBundle.another();
    private final List<Case> cases = new ArrayList<>();

    /**
     * One change.
     *
     * @param what it is
     * @param fails the check that has to fail; {@link #NOTHING} where none can
     * @param outcome of the whole
     */
    record Case(String what, ProofBundle bundle, String fails, String outcome) {}

    static List<Case> all() {
        return new TamperedBundles().make();
    }

    private List<Case> make() {
        for (String name : one.names()) {
            if (!name.equals(ProofBundle.CHECKSUMS)) {
                flip(name);
                delete(name);
                swap(name);
            }
        }
        folders();
        careless();
        return cases;
    }

    private void flip(String name) {
        if (name.endsWith(".tlog-proof")) {
            proof(name);
            return;
        }
        Map<String, byte[]> files = files(one);
        byte[] bytes = files.get(name);
        if (name.endsWith(ProofBundle.ENTRY)) {
            // The last digit of its first time: it can still be read.
            bytes[new String(bytes, UTF_8).indexOf("Z\"") - 1] ^= 1;
            Map<String, byte[]> half = files(one);
            half.put(name, Arrays.copyOf(bytes, bytes.length / 2));
            add("half of " + name, half, "format");
        } else {
            bytes[bytes.length / 2] ^= 1;
        }
        add("a bit of " + name, files, found(name));
    }

    /** Each line that somebody might change. */
    private void proof(String name) {
        String what = name.substring(0, name.indexOf('/'));
        List<String> lines = List.of(new String(one.file(name).orElseThrow(), UTF_8).split("\n"));
        int blank = lines.indexOf("");
        line(name, 0, "the first line of " + name, "format");
        line(name, 2, "a hash of the path of " + name, what + "-included");
        line(name, blank + 3, "the root of " + name, what + "-included");
        line(name, blank + 5, "the log's signature of " + name, what + "-signed");
        if (name.endsWith(ProofBundle.COSIGNED)) {
            line(name, blank + 6, "the witness's signature of " + name, what + "-witnessed");
        }
        Map<String, byte[]> half = files(one);
        half.put(name, Arrays.copyOf(half.get(name), half.get(name).length / 2));
        add("half of " + name, half, "format");
    }

    /** Another letter, of base64 where it was one of base64, before the end of a line. */
    private void line(String name, int number, String what, String fails) {
        String[] lines = new String(one.file(name).orElseThrow(), UTF_8).split("\n");
        int at = lines[number].length() - FROM_THE_END;
        char other = lines[number].charAt(at) == 'A' ? 'B' : 'A';
        lines[number] = lines[number].substring(0, at) + other + lines[number].substring(at + 1);
        Map<String, byte[]> files = files(one);
        files.put(name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
        add(what, files, fails);
    }

    private void swap(String name) {
        Map<String, byte[]> files = files(one);
        files.put(name, another.file(name).orElseThrow());
        add("another's " + name, files, found(name));
    }

    private void delete(String name) {
        Map<String, byte[]> files = files(one);
        files.remove(name);
        boolean evidence = name.startsWith(ProofBundle.EVIDENCE);
        boolean cosigned = name.endsWith(ProofBundle.COSIGNED);
        ProofBundle bundle = new ProofBundle(files).withChecksums();
        if (evidence) {
            cases.add(new Case("without " + name, bundle, NOTHING, "passed"));
        } else if (cosigned) {
            cases.add(new Case("without " + name, bundle, NOTHING, "not established"));
        } else {
            cases.add(new Case("without " + name, bundle, "format", "failed"));
        }
    }

    private void folders() {
        for (String folder : List.of(ProofBundle.POLICY, ProofBundle.BANNER)) {
            Map<String, byte[]> files = files(one);
            another.names().stream()
                    .filter(name -> name.startsWith(folder))
                    .forEach(name -> files.put(name, another.file(name).orElseThrow()));
            String what = folder.substring(0, folder.length() - 1);
            add("another's " + folder, files, what + "-document");
            add("another's " + folder + ", of another site", files, "site");
            Map<String, byte[]> without = files(one);
            without.keySet().removeIf(name -> name.startsWith(folder));
            ProofBundle bundle = new ProofBundle(without).withChecksums();
            cases.add(new Case("without " + folder, bundle, NOTHING, "not established"));
        }
        Map<String, byte[]> files = files(one);
        files.put(ProofBundle.CONSENT + "more.json", new byte[] {'{', '}'});
        add("a file more", files, "format");
        Map<String, byte[]> evidence = files(one);
        evidence.put(
                ProofBundle.EVIDENCE + "context.part",
                one.file(ProofBundle.EVIDENCE + "observed.part").orElseThrow());
        add("one part as another", evidence, "context-committed");
    }

    /** Without new sums. */
    private void careless() {
        Map<String, byte[]> changed = files(one);
        changed.get("record.txt")[0] ^= 1;
        cases.add(new Case("record.txt", new ProofBundle(changed), "checksums", "failed"));
        Map<String, byte[]> without = files(one);
        without.remove("README.txt");
        cases.add(new Case("no README.txt", new ProofBundle(without), "checksums", "failed"));
        Map<String, byte[]> more = files(one);
        more.put("more.txt", new byte[] {'!'});
        cases.add(new Case("more.txt", new ProofBundle(more), "checksums", "failed"));
        Map<String, byte[]> sums = files(one);
        sums.get(ProofBundle.CHECKSUMS)[3] ^= 1;
        cases.add(new Case("the sums", new ProofBundle(sums), "checksums", "failed"));
        Map<String, byte[]> none = files(one);
        none.remove(ProofBundle.CHECKSUMS);
        cases.add(new Case("no sums", new ProofBundle(none), "checksums", "failed"));
    }

    private void add(String what, Map<String, byte[]> files, String fails) {
        ProofBundle bundle = new ProofBundle(files).withChecksums();
        String outcome = fails.equals(NOTHING) ? "passed" : "failed";
        cases.add(new Case(what, bundle, fails, outcome));
    }

    /** The check that finds a file that is not the one. */
    private static String found(String name) {
        if (UNSIGNED.contains(name)) {
            return NOTHING;
        }
        if (name.startsWith(ProofBundle.EVIDENCE)) {
            return name.replace(ProofBundle.EVIDENCE, "").replace(".part", "-committed");
        }
        String what = name.substring(0, name.indexOf('/'));
        return what + (name.endsWith(ProofBundle.DOCUMENT) ? "-document" : "-included");
    }

    private static Map<String, byte[]> files(ProofBundle bundle) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        bundle.names().forEach(name -> files.put(name, bundle.file(name).orElseThrow()));
        return files;
    }
}
