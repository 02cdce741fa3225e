package dev.consentledger.ledger.append;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.log.Tombstone;
import java.util.Optional;

/**
 * An entry that is committed, as its readers get it.
 *
 * @param subject the pseudonym, while it is not erased
 * @param account of a link, while it is not erased
 * @param document a policy's or banner's canonical bytes
 * @param outcome of an act that was to erase evidence
 */
public record Committed(
        int epoch,
        int shard,
        long index,
        byte[] bytes,
        EntryLabel label,
        Optional<String> subject,
        Optional<String> account,
        Optional<byte[]> document,
        Optional<Outcome> outcome) {

    /**
     * What became of an order to erase.
     *
     * @param outcome {@code erased} or {@code held}
     * @param entries of which something was erased
     * @param key of the record, where it cannot be computed from what is kept
     */
    public record Outcome(
            String outcome, long entries, Optional<byte[]> key, Optional<Tombstone> tombstone) {}
}
