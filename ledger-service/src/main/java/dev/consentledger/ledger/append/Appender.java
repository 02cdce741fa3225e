package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Readings;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.statement.SignedStatement;
import io.smallrye.mutiny.Uni;

/** Reads records, and appends what they say. Thread-safe; one call at a time for a shard. */
public final class Appender {

    private final Ledger ledger;
    private final Sequencer sequencer;
    private final int shards;

    public Appender(Ledger ledger, Sequencer sequencer, int shards) {
        this.ledger = ledger;
        this.sequencer = sequencer;
        this.shards = shards;
    }

    /**
     * Crosses a gap where a shard stands at its beginning; one that is past it stays as it is.
     *
     * @param signed about this shard
     */
    public Uni<Batch> cross(int shard, SignedStatement signed) {
        return ledger.append(
                shard,
                signed.statement().from(),
                Readings.NONE,
                (head, stored) -> sequencer.cross(head, signed));
    }

    /** Appends the records exactly once, whoever else appends them too. */
    public Uni<Batch> append(ShardRecords records) {
        RecordReader reader = new RecordReader(records.shard(), shards);
        Readings readings = sequencer.about(records.records().stream().map(reader::read).toList());
        return ledger.append(
                records.shard(),
                records.fromOffset(),
                readings,
                (head, stored) -> sequencer.sequence(head, readings, stored));
    }
}
