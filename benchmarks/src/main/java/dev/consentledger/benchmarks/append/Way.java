package dev.consentledger.benchmarks.append;

import java.util.List;

/** A way to append, connected to the database. */
interface Way extends AutoCloseable {

    /** Appends all batches, each in one transaction, those of a shard one after the other. */
    void append(List<List<PreparedBatch>> shards);

    @Override
    void close();
}
