package dev.consentledger.core.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.text.DecimalText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a witness is sent (C2SP tlog-witness, section "add-checkpoint"): the size that the witness
 * knows, the proof from there, and the checkpoint that it is to cosign. Immutable.
 *
 * @param oldSize of the last checkpoint that the witness has cosigned; 0 for none
 * @param proof of consistency; 63 hashes at most, none from size 0
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint) {

    public static final int PROOF_LENGTH_MAX = 63;

    private static final String OLD = "old ";

    /** A line of the old size and 63 of hashes have fewer bytes. */
    private static final int HEADER_BYTES_MAX = 4_096;

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > PROOF_LENGTH_MAX) {
            throw new IllegalArgumentException("no witness is sent such a size or such a proof");
        }
    }

    /** The body of the request. */
    public byte[] toBytes() {
        StringBuilder header = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> header.append(Base64Text.of(hash)).append('\n'));
        header.append('\n');
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(header.toString().getBytes(UTF_8));
        body.writeBytes(checkpoint.toBytes());
        return body.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws MalformedCheckpoint with the first fault
     */
    public static AddCheckpoint parse(byte[] body) throws MalformedCheckpoint {
        int blank = blankLine(body);
        List<String> lines =
                new ArrayList<>(Arrays.asList(new String(body, 0, blank, UTF_8).split("\n", -1)));
        String first = lines.remove(0);
        if (!first.startsWith(OLD)) {
            throw new MalformedCheckpoint("the first line is not that of the old size");
        }
        long oldSize =
                DecimalText.read(first.substring(OLD.length()))
                        .orElseThrow(() -> new MalformedCheckpoint("the old size is no number"));
        if (lines.size() > PROOF_LENGTH_MAX) {
            throw new MalformedCheckpoint("the proof has more than 63 hashes");
        }
        List<Hash> proof = new ArrayList<>();
        for (String line : lines) {
            proof.add(
                    Base64Text.readHash(line)
                            .orElseThrow(
                                    () ->
                                            new MalformedCheckpoint(
                                                    "a hash of the proof is no base64 of 32"
                                                            + " bytes")));
        }
        byte[] note = Arrays.copyOfRange(body, blank + 2, body.length);
        return new AddCheckpoint(oldSize, proof, SignedCheckpoint.parse(note));
    }

    /** Where the header ends: at the first empty line, because it has none itself. */
    private static int blankLine(byte[] body) throws MalformedCheckpoint {
        if (body.length > HEADER_BYTES_MAX + SignedNote.BYTES_MAX) {
            throw new MalformedCheckpoint("the request is too long");
        }
        for (int i = 0; i + 1 < body.length && i < HEADER_BYTES_MAX; i++) {
            if (body[i] == '\n' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw new MalformedCheckpoint("the empty line before the checkpoint is missing");
    }
}
