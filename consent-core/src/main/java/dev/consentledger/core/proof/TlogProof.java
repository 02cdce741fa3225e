package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.text.DecimalText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proof that a log has an entry, without the entry: index, inclusion path and checkpoint, in
 * the text format of C2SP tlog-proof, version 1. Files of it end with {@code .tlog-proof}.
 * Immutable.
 *
 * <p>Size and root are those of the checkpoint; there is no other place for them.
 */
public final class TlogProof {

    /** The longest path in a tree of fewer than 2<sup>63</sup> entries. */
    public static final int PATH_LENGTH_MAX = 63;

    /** What we read of data that nobody has signed. */
    public static final int EXTRA_BYTES_MAX = 65_536;

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int HEADER_BYTES_MAX = 2 * EXTRA_BYTES_MAX;

    private final long index;
    private final List<Hash> path;
    private final SignedCheckpoint checkpoint;
    private final Optional<byte[]> extra;

    private TlogProof(
            long index, List<Hash> path, SignedCheckpoint checkpoint, Optional<byte[]> extra) {
        if (index < 0 || path.size() > PATH_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "no entry at %d has a path of %d hashes".formatted(index, path.size()));
        }
        this.index = index;
        this.path = List.copyOf(path);
        this.checkpoint = checkpoint;
        this.extra = extra;
    }

    /** A proof without extra data. */
    public static TlogProof of(long index, List<Hash> path, SignedCheckpoint checkpoint) {
        return new TlogProof(index, path, checkpoint, Optional.empty());
    }

    /** The entry's place in its log. */
    public long index() {
        return index;
    }

    /** From the leaf's sibling to the root's child. */
    public List<Hash> path() {
        return path;
    }

    public SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** What somebody has put in beside the proof. Nobody has signed it: it proves nothing. */
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }

    /** The file. */
    public byte[] toBytes() {
        StringBuilder header = new StringBuilder(FIRST_LINE).append('\n');
        extra.ifPresent(bytes -> header.append(EXTRA).append(Base64Text.of(bytes)).append('\n'));
        header.append(INDEX).append(index).append('\n');
        path.forEach(hash -> header.append(Base64Text.of(hash)).append('\n'));
        header.append('\n');
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.toString().getBytes(UTF_8));
        file.writeBytes(checkpoint.toBytes());
        return file.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote. That it was read proves nothing: see {@link
     * ProofVerifier}.
     *
     * @throws MalformedProof with the first fault
     */
    public static TlogProof parse(byte[] file) throws MalformedProof {
        int blank = blankLine(file);
        // The header is ASCII: in any other character a line is none of those expected.
        String header = new String(file, 0, blank, UTF_8);
        List<String> lines = new ArrayList<>(Arrays.asList(header.split("\n", -1)));
        if (!lines.remove(0).equals(FIRST_LINE)) {
            throw new MalformedProof("the first line is not " + FIRST_LINE);
        }
        Optional<byte[]> extra = extra(lines);
        if (lines.isEmpty() || !lines.get(0).startsWith(INDEX)) {
            throw new MalformedProof("the line of the index is missing");
        }
        long index =
                DecimalText.read(lines.remove(0).substring(INDEX.length()))
                        .orElseThrow(() -> new MalformedProof("the index is no number"));
        List<Hash> path = path(lines);
        try {
            byte[] note = Arrays.copyOfRange(file, blank + 2, file.length);
            return new TlogProof(index, path, SignedCheckpoint.parse(note), extra);
        } catch (MalformedCheckpoint e) {
            throw new MalformedProof(e.getMessage());
        }
    }

    /** Where the header ends: at the first empty line, because it has none itself. */
    private static int blankLine(byte[] file) throws MalformedProof {
        if (file.length > HEADER_BYTES_MAX + SignedNote.BYTES_MAX) {
            throw new MalformedProof("the proof is too long");
        }
        for (int i = 0; i + 1 < file.length && i < HEADER_BYTES_MAX; i++) {
            if (file[i] == '\n' && file[i + 1] == '\n') {
                return i;
            }
        }
        throw new MalformedProof("the empty line before the checkpoint is missing");
    }

    /** Takes the line of extra data away, if it is there. */
    private static Optional<byte[]> extra(List<String> lines) throws MalformedProof {
        if (lines.isEmpty() || !lines.get(0).startsWith(EXTRA)) {
            return Optional.empty();
        }
        Optional<byte[]> extra =
                Base64Text.read(lines.remove(0).substring(EXTRA.length()))
                        .filter(bytes -> bytes.length > 0 && bytes.length <= EXTRA_BYTES_MAX);
        if (extra.isEmpty()) {
            throw new MalformedProof("the extra data are no base64 of 1 to 65,536 bytes");
        }
        return extra;
    }

    static List<Hash> path(List<String> lines) throws MalformedProof {
        if (lines.size() > PATH_LENGTH_MAX) {
            throw new MalformedProof("the inclusion path has more than 63 hashes");
        }
        List<Hash> path = new ArrayList<>();
        for (String line : lines) {
            path.add(
                    Base64Text.readHash(line)
                            .orElseThrow(
                                    () ->
                                            new MalformedProof(
                                                    "a hash of the path is no base64 of 32 bytes")));
        }
        return path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof same && Arrays.equals(toBytes(), same.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }
}
