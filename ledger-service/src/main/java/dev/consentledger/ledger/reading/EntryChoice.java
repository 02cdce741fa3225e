package dev.consentledger.ledger.reading;

import java.util.OptionalLong;

/**
 * Which of the entries of one event id: those of a shard, that of an index, or whichever there is.
 */
public record EntryChoice(OptionalLong shard, OptionalLong index) {

    boolean includes(ProvableEntry entry) {
        return (shard.isEmpty() || shard.getAsLong() == entry.log().shard())
                && (index.isEmpty() || index.getAsLong() == entry.index());
    }
}
