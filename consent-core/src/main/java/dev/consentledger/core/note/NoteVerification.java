package dev.consentledger.core.note;

import java.util.List;

/** What trusted keys say of a note. */
public sealed interface NoteVerification {

    /**
     * Each of these keys has signed the text, and no trusted key is misused.
     *
     * @param signatures one for each key, in the order of their lines; not empty
     */
    record Verified(List<VerifiedSignature> signatures) implements NoteVerification {
        public Verified {
            signatures = List.copyOf(signatures);
        }
    }

    /** A line names a trusted key that has not signed this text: nothing in the note counts. */
    record Forged(VerifierKey key) implements NoteVerification {}

    /** No line is of a trusted key: nothing is known of the text. */
    record Unknown() implements NoteVerification {}
}
