package dev.consentledger.core.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a proof of consent that is handed out whole: names with bytes, in one order. What
 * they say, and whether it is true, is the verifier's matter. Immutable.
 *
 * <p>The layout is version 1 of {@code docs/reference/proof-bundle.md}: no other file belongs to
 * it.
 */
public final class ProofBundle {

    /** More files than the layout has, for folders that other ZIP programs list. */
    public static final int FILES_MAX = 64;

    /** A policy's document, the longest, is far smaller. */
    public static final int FILE_BYTES_MAX = 4_000_000;

    /** All files together, and the ZIP file itself. */
    public static final int BYTES_MAX = 32_000_000;

    public static final String CHECKSUMS = "checksums.sha256";
    public static final String ENTRY = "entry.json";
    public static final String DOCUMENT = "document.json";
    public static final String NEWEST = "newest.tlog-proof";
    public static final String COSIGNED = "cosigned.tlog-proof";
    public static final String EARLIEST = "earliest.tlog-proof";
    public static final String CONSENT = "consent/";
    public static final String EVIDENCE = "consent/evidence/";
    public static final String POLICY = "policy/";
    public static final String BANNER = "banner/";

    private static final List<String> PROOFS = List.of(NEWEST, COSIGNED, EARLIEST);

    /** Every name, in the order of the ZIP file. */
    public static final List<String> LAYOUT = layout();

    private static final Set<String> REQUIRED =
            Set.of(
                    "README.txt",
                    "record.txt",
                    "record.json",
                    CONSENT + ENTRY,
                    CONSENT + NEWEST,
                    "keys-found.txt",
                    "verify.sh",
                    "verify.html",
                    CHECKSUMS);

    /** Folders of names without anything that a file system could take for a way out. */
    private static final Pattern SAFE_NAME =
            Pattern.compile(
                    "([A-Za-z0-9][A-Za-z0-9._-]{0,99}/){0,8}([A-Za-z0-9][A-Za-z0-9._-]{0,99})?");

    private final Map<String, byte[]> files;

    /**
     * @param files by name; their order does not matter
     */
    public ProofBundle(Map<String, byte[]> files) {
        Map<String, byte[]> sorted = new LinkedHashMap<>();
        Stream.concat(LAYOUT.stream(), files.keySet().stream().sorted())
                .filter(files::containsKey)
                .forEach(name -> sorted.putIfAbsent(name, files.get(name).clone()));
        this.files = Collections.unmodifiableMap(sorted);
    }

    /** The names in their order. */
    public Set<String> names() {
        return files.keySet();
    }

    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    /** Whether there is anything in a folder. */
    public boolean hasFolder(String folder) {
        return files.keySet().stream().anyMatch(name -> name.startsWith(folder));
    }

    /** The proofs in a folder, by their files' names. */
    public Map<String, byte[]> proofs(String folder) {
        Map<String, byte[]> proofs = new LinkedHashMap<>();
        PROOFS.forEach(name -> file(folder + name).ifPresent(file -> proofs.put(name, file)));
        return proofs;
    }

    /** The names that the layout does not have. */
    public List<String> strangers() {
        return files.keySet().stream().filter(name -> !LAYOUT.contains(name)).toList();
    }

    /** The names that the layout needs and that are not there. */
    public List<String> missing() {
        return LAYOUT.stream()
                .filter(name -> isRequired(name) && !files.containsKey(name))
                .toList();
    }

    private boolean isRequired(String name) {
        return REQUIRED.contains(name)
                || Stream.of(POLICY, BANNER)
                        .filter(this::hasFolder)
                        .flatMap(folder -> Stream.of(ENTRY, DOCUMENT, NEWEST).map(folder::concat))
                        .anyMatch(name::equals);
    }

    /** The same with the sums of all files, in the place of those that were there. */
    public ProofBundle withChecksums() {
        Map<String, byte[]> summed = new LinkedHashMap<>(files);
        summed.put(CHECKSUMS, Checksums.of(this).toBytes());
        return new ProofBundle(summed);
    }

    /**
     * What differs from the sums that the bundle lists, one reason a file.
     *
     * @throws MalformedBundle where there is no list, or what is there is none
     */
    public List<String> differences() throws MalformedBundle {
        byte[] listed =
                file(CHECKSUMS).orElseThrow(() -> new MalformedBundle("there is no " + CHECKSUMS));
        return Checksums.parse(listed).differences(Checksums.of(this));
    }

    /** Whether a name is a plain path: for who unpacks bundles of strangers. */
    public static boolean isSafeName(String name) {
        return !name.isEmpty() && SAFE_NAME.matcher(name).matches();
    }

    private static List<String> layout() {
        List<String> names = new ArrayList<>(List.of("README.txt", "record.txt", "record.json"));
        names.add(CONSENT + ENTRY);
        List.of("subject", "context", "observed").forEach(p -> names.add(EVIDENCE + p + ".part"));
        PROOFS.forEach(proof -> names.add(CONSENT + proof));
        for (String folder : List.of(POLICY, BANNER)) {
            names.add(folder + ENTRY);
            names.add(folder + DOCUMENT);
            PROOFS.forEach(proof -> names.add(folder + proof));
        }
        names.addAll(List.of("keys-found.txt", "verify.sh", "verify.html", CHECKSUMS));
        return names.stream().collect(Collectors.toUnmodifiableList());
    }
}
