package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackLayout;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares every file of a pack with the sum that is listed for it. */
final class PackSums {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([ -~]{1,1000})");
    private static final int LINE_MAX = 2_000;
    private static final int BUFFER = 1 << 16;

    private PackSums() {}

    static Finding check(PackFile pack) {
        Tally tally = new Tally("checksums", true);
        Set<String> unlisted = new HashSet<>(pack.names());
        unlisted.remove(PackLayout.CHECKSUMS);
        try {
            Optional<InputStream> list = pack.stream(PackLayout.CHECKSUMS);
            if (list.isEmpty()) {
                tally.fail("there is no %s: the pack is not whole".formatted(PackLayout.CHECKSUMS));
            } else {
                check(pack, list.get(), unlisted, tally);
            }
        } catch (IOException e) {
            tally.fail(Reasons.of(e));
        }
        unlisted.stream().sorted().forEach(name -> tally.fail(name + " is not listed"));
        return tally.finding("each of %d files has its sum".formatted(tally.passed()));
    }

    private static void check(PackFile pack, InputStream list, Set<String> unlisted, Tally tally)
            throws IOException {
        try (Lines lines = new Lines(list, LINE_MAX)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Matcher matcher = LINE.matcher(new String(line.get(), US_ASCII));
                if (!matcher.matches()) {
                    tally.fail("a line of the sums is no hash and name");
                } else if (!unlisted.remove(matcher.group(2))) {
                    tally.fail(matcher.group(2) + " is listed twice, or is not there");
                } else {
                    Hash listed = Hash.parse(matcher.group(1));
                    tally.check(
                            sum(pack, matcher.group(2)).equals(listed),
                            matcher.group(2) + " has another sum");
                }
            }
        }
    }

    private static Hash sum(PackFile pack, String name) throws IOException {
        try (InputStream in = pack.stream(name).orElseThrow();
                DigestInputStream digested = new DigestInputStream(in, sha256())) {
            byte[] buffer = new byte[BUFFER];
            while (digested.read(buffer) >= 0) {
                // The digest takes it.
            }
            return Hash.of(digested.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
