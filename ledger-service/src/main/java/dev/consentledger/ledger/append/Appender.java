package dev.consentledger.ledger.append;

import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Appends the records exactly once, whoever else appends them too. */
    public Uni<Batch> append(ShardRecords records) {
        RecordReader reader = new RecordReader(records.shard(), shards);
        List<Reading> readings = records.records().stream().map(reader::read).toList();
        Set<EntryId> ids =
                readings.stream()
                        .filter(Reading.Sound.class::isInstance)
                        .map(reading -> ((Reading.Sound) reading).id())
                        .collect(Collectors.toSet());
        return ledger.append(
                records.shard(),
                records.fromOffset(),
                ids,
                (head, known) -> sequencer.sequence(head, readings, known));
    }
}
