package dev.consentledger.ledger.witness;

import dev.consentledger.core.note.NoteSignature;
import java.util.List;

/** What a witness answers (C2SP tlog-witness, section "add-checkpoint"). */
public sealed interface WitnessReply {

    /** 200: these lines, not verified yet. */
    record Cosigned(List<NoteSignature> lines) implements WitnessReply {
        public Cosigned {
            lines = List.copyOf(lines);
        }
    }

    /**
     * 409: the witness's last checkpoint has {@code size} entries; where that is what it was asked
     * from, it has another root.
     */
    record Conflict(long size) implements WitnessReply {}

    /** 422: the proof does not lead from the witness's last checkpoint to this one. */
    record ProofRefused() implements WitnessReply {}

    /**
     * No such answer.
     *
     * @param why in words, for the operator
     */
    record Failed(FailureKind kind, String why) implements WitnessReply {}
}
