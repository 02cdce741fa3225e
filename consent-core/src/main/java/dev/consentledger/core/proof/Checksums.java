package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 of each file of a bundle but its own, as {@code sha256sum -c} reads it. It finds what was
 * damaged on the way. Whoever changes a file on purpose writes a new sum: it proves nothing.
 *
 * @param sums by the files' names
 */
record Checksums(Map<String, Hash> sums) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([ -~]{1,1000})");

    Checksums {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    /** The sums of what is there. */
    static Checksums of(ProofBundle bundle) {
        Map<String, Hash> sums = new LinkedHashMap<>();
        for (String name : bundle.names()) {
            if (!name.equals(ProofBundle.CHECKSUMS)) {
                sums.put(name, Hash.sha256(bundle.file(name).orElseThrow()));
            }
        }
        return new Checksums(sums);
    }

    static Checksums parse(byte[] file) throws MalformedBundle {
        String text = new String(file, UTF_8);
        if (!text.endsWith("\n")) {
            throw new MalformedBundle("the last line of the sums has no line end");
        }
        Map<String, Hash> sums = new LinkedHashMap<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new MalformedBundle("a line of the sums is no hash and name");
            }
            if (sums.put(matcher.group(2), Hash.parse(matcher.group(1))) != null) {
                throw new MalformedBundle("a file has two sums");
            }
        }
        return new Checksums(sums);
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        sums.forEach(
                (name, sum) -> text.append(sum.toHex()).append("  ").append(name).append('\n'));
        return text.toString().getBytes(US_ASCII);
    }

    /** What differs from what is there, one reason a file; empty where nothing does. */
    List<String> differences(Checksums there) {
        List<String> differences = new ArrayList<>();
        sums.forEach(
                (name, sum) -> {
                    if (!there.sums.containsKey(name)) {
                        differences.add(name + " is listed and not there");
                    } else if (!there.sums.get(name).equals(sum)) {
                        differences.add(name + " has another sum");
                    }
                });
        there.sums.keySet().stream()
                .filter(name -> !sums.containsKey(name))
                .forEach(name -> differences.add(name + " is not listed"));
        return differences;
    }
}
