package dev.consentledger.core.checkpoint;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.text.DecimalText;
import java.util.Arrays;
import java.util.List;

/**
 * What a log says of its tree (C2SP tlog-checkpoint, section "Note text"): three lines of origin,
 * size and root. Immutable. A log never signs two that are not consistent with each other.
 *
 * @param origin which log; not empty
 * @param size of the tree, in entries
 * @param root the tree's root hash; for size 0 that of the empty tree
 * @param extensions further lines, which others may have; we write none, because nobody can audit
 *     them
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    /** Three lines, and room for what others add. */
    private static final int LINES_MAX = 64;

    private static final int LINES_MIN = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0 || !isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("no checkpoint has such a size or such lines");
        }
        if (size == 0 && !root.equals(TreeHash.emptyRoot())) {
            throw new IllegalArgumentException("this is not the root of the empty tree");
        }
    }

    /** A checkpoint as we make them. */
    public static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n');
        text.append(size).append('\n');
        text.append(Base64Text.of(root)).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws MalformedCheckpoint with the first fault
     */
    public static Checkpoint parse(String text) throws MalformedCheckpoint {
        if (!text.endsWith("\n")) {
            throw new MalformedCheckpoint("a checkpoint's last line has no line end");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < LINES_MIN || lines.length > LINES_MAX) {
            throw new MalformedCheckpoint("a checkpoint has lines of origin, size and root");
        }
        if (!Arrays.stream(lines).allMatch(Checkpoint::isLine)) {
            throw new MalformedCheckpoint("a checkpoint has an empty line or a control character");
        }
        long size =
                DecimalText.read(lines[1])
                        .orElseThrow(
                                () -> new MalformedCheckpoint("a checkpoint's size is no number"));
        Hash root =
                Base64Text.readHash(lines[2])
                        .orElseThrow(
                                () ->
                                        new MalformedCheckpoint(
                                                "a checkpoint's root is no base64 of 32 bytes"));
        if (size == 0 && !root.equals(TreeHash.emptyRoot())) {
            throw new MalformedCheckpoint("a checkpoint of size 0 has another root");
        }
        return new Checkpoint(
                lines[0], size, root, Arrays.asList(lines).subList(LINES_MIN, lines.length));
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && line.chars().allMatch(c -> c >= ' ');
    }
}
