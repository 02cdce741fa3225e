package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.statement.SignedStatement;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
                Set.of(),
                (head, known) -> sequencer.cross(head, signed));
    }

    /** Appends the records exactly once, whoever else appends them too. */
    public Uni<Batch> append(ShardRecords records) {
        RecordReader reader = new RecordReader(records.shard(), shards);
        List<Reading> readings = new ArrayList<>(records.records().size());
        Set<EntryId> ids = new HashSet<>();
        for (LedgerRecord record : records.records()) {
            Reading reading = reader.read(record);
            readings.add(reading);
            if (reading instanceof Reading.Sound sound) {
                ids.add(sound.id());
            }
        }
        return ledger.append(
                records.shard(),
                records.fromOffset(),
                ids,
                (head, known) -> sequencer.sequence(head, readings, known));
    }
}
