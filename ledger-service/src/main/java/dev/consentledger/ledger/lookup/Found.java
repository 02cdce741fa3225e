package dev.consentledger.ledger.lookup;

import dev.consentledger.core.merkle.Hash;
import java.util.List;

/**
 * What the ledger has of one event id. Holds nothing of any evidence.
 *
 * @param entries more than one only where several subjects used one id
 */
public record Found(List<Place> entries, List<Repetition> repetitions) {

    /** Where an entry stands. */
    public record Place(
            int epoch, int shard, long index, String kind, String site, Hash leafHash) {}

    /** A later record with the id of the entry at {@code index}; it made no leaf. */
    public record Repetition(int epoch, int shard, long offset, long index, boolean conflicting) {}

    public boolean isEmpty() {
        return entries.isEmpty() && repetitions.isEmpty();
    }
}
