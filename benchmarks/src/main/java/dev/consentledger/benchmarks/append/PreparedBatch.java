package dev.consentledger.benchmarks.append;

import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Readings;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.log.Stored;
import dev.consentledger.ledger.append.ShardRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one transaction appends, in memory before any clock runs.
 *
 * @param records as Kafka would have given them
 * @param readings the same, read and checked
 * @param rows the same, as the rows that the ledger makes of them
 */
record PreparedBatch(ShardRecords records, Readings readings, List<BareInsert> rows) {

    static final int EPOCH = 1;

    /** Keys the hashes of unreadable records, of which there are none. */
    static final byte[] LEDGER_KEY = new byte[32];

    /** As many as one transaction of ledger-service appends. */
    private static final int BATCH = 2_000;

    /** Makes so many events, shared out among the shards; for each its batches in order. */
    static List<List<PreparedBatch>> make(int events, int shards) {
        List<List<LedgerRecord>> records = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            records.add(new ArrayList<>());
        }
        RealisticRecords source = new RealisticRecords(shards);
        for (int number = 0; number < events; number++) {
            RealisticRecords.Made made = source.next();
            List<LedgerRecord> sofar = records.get(made.shard());
            sofar.add(
                    new LedgerRecord(
                            sofar.size(),
                            0,
                            made.key(),
                            made.value(),
                            Optional.of(made.evidence()),
                            Optional.empty()));
        }
        List<List<PreparedBatch>> prepared = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            prepared.add(batches(shard, shards, records.get(shard)));
        }
        return prepared;
    }

    private static List<PreparedBatch> batches(int shard, int shards, List<LedgerRecord> records) {
        RecordReader reader = new RecordReader(shard, shards);
        Sequencer sequencer = new Sequencer(LEDGER_KEY);
        List<PreparedBatch> batches = new ArrayList<>();
        Head head = Head.empty(EPOCH, shard);
        for (int from = 0; from < records.size(); from += BATCH) {
            List<LedgerRecord> some =
                    List.copyOf(records.subList(from, Math.min(from + BATCH, records.size())));
            Readings readings = sequencer.about(some.stream().map(reader::read).toList());
            Batch batch = sequencer.sequence(head, readings, Stored.NOTHING);
            if (batch.leaves().size() != some.size()) {
                throw new IllegalStateException("the events of the benchmark are not all new");
            }
            batches.add(
                    new PreparedBatch(
                            new ShardRecords(shard, from, some), readings, BareInsert.all(batch)));
            head = batch.head();
        }
        return batches;
    }
}
