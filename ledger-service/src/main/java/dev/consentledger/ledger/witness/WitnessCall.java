package dev.consentledger.ledger.witness;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import java.util.Optional;

/** How a witness is reached. Its methods wait, for some seconds at most. */
public interface WitnessCall {

    /** Sends a checkpoint to be cosigned. */
    WitnessReply add(KnownWitness witness, AddCheckpoint request);

    /**
     * The last checkpoint that the witness has of a log, as it shows it; absent where it does not.
     */
    Optional<byte[]> last(KnownWitness witness, String origin);
}
