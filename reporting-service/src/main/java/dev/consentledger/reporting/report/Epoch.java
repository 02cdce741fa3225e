package dev.consentledger.reporting.report;

/** The epoch that is read, with the number of shards that it has for ever. */
public record Epoch(int number, int shards) {
    public Epoch {
        if (number < 1 || shards < 1) {
            throw new IllegalArgumentException("epochs count from 1 and have at least one shard");
        }
    }
}
