package dev.consentledger.ledger.checkpoint;

/**
 * The checkpoints of all logs, as far as they may go. Which those are is the database's rule: older
 * than a week, not the last of an hour, never quoted. Its methods wait for the database, and throw
 * a {@link RuntimeException} where it does not answer.
 */
public interface OldCheckpoints {

    /**
     * Takes some of them away, in one transaction; none where another instance does so now.
     *
     * @param max rows, at least 1
     */
    Batch thin(int max);

    /**
     * What became of it.
     *
     * @param more whether others may wait
     */
    record Batch(long removed, boolean more) {}
}
