package dev.consentledger.ledger.reading;

import dev.consentledger.core.proof.EntryProof;
import java.util.List;

/** What became of the wish for a proof of an event's entry. */
public sealed interface ProofOutcome {

    /** The proof, which was verified up to the checkpoint's root. */
    record Proved(LogId log, EntryProof proof) implements ProofOutcome {}

    /** The event waits to be appended, or its entry to be covered by a checkpoint. */
    record NotYetCovered() implements ProofOutcome {}

    /** No checkpoint that covers the entry was cosigned by a witness yet. */
    record NotYetCosigned() implements ProofOutcome {}

    /** The ledger has no such event, or no such entry of it. */
    record Unknown() implements ProofOutcome {}

    /** Several subjects used one id; it has to be said which entry is meant. */
    record Several(List<Place> places) implements ProofOutcome {}

    /** There is no checkpoint of the named size, or its tree does not have the entry. */
    record NoSuchCheckpoint() implements ProofOutcome {}

    /** Where an entry stands. */
    record Place(int epoch, int shard, long index) {}
}
