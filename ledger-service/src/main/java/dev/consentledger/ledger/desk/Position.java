package dev.consentledger.ledger.desk;

/** Where an entry stands, in the epoch that runs. */
public record Position(int shard, long index) {

    public Position {
        if (shard < 0 || index < 0) {
            throw new IllegalArgumentException("shards and indexes count from 0");
        }
    }
}
