package dev.consentledger.core.checkpoint;

import dev.consentledger.core.note.MalformedNote;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.SignedNote;
import java.util.List;

/**
 * A checkpoint with its signatures: the log's, those of a key that it changes to, and those of
 * witnesses. Immutable. What was read is written to the same bytes; that it was read says nothing
 * of its signatures (see {@link dev.consentledger.core.note.TrustedKeys#verify}).
 */
public final class SignedCheckpoint {

    private final Checkpoint checkpoint;
    private final SignedNote note;

    private SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    /**
     * Signs with each of these: one, or two while a new key signs beside the old. That the
     * checkpoint is consistent with the last one that was signed, the caller has proved before.
     *
     * @param signers not empty
     */
    public static SignedCheckpoint sign(Checkpoint checkpoint, List<NoteSigner> signers) {
        String text = checkpoint.text();
        List<NoteSignature> signatures = signers.stream().map(signer -> signer.sign(text)).toList();
        return new SignedCheckpoint(checkpoint, new SignedNote(text, signatures));
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws MalformedCheckpoint where it is no signed note, or its text is no checkpoint
     */
    public static SignedCheckpoint parse(byte[] bytes) throws MalformedCheckpoint {
        try {
            SignedNote note = SignedNote.parse(bytes);
            return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
        } catch (MalformedNote e) {
            throw new MalformedCheckpoint(e.getMessage());
        }
    }

    /** The same with further signatures under it, such as cosignatures of witnesses. */
    public SignedCheckpoint with(List<NoteSignature> signatures) {
        return new SignedCheckpoint(checkpoint, note.with(signatures));
    }

    /**
     * The same with these signatures alone.
     *
     * @param signatures not empty
     */
    public SignedCheckpoint only(List<NoteSignature> signatures) {
        return new SignedCheckpoint(checkpoint, new SignedNote(note.text(), signatures));
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    public SignedNote note() {
        return note;
    }

    /** The signed note as it is stored, published and quoted in proofs. */
    public byte[] toBytes() {
        return note.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCheckpoint same && note.equals(same.note);
    }

    @Override
    public int hashCode() {
        return note.hashCode();
    }

    @Override
    public String toString() {
        return "%s at %d".formatted(checkpoint.origin(), checkpoint.size());
    }
}
