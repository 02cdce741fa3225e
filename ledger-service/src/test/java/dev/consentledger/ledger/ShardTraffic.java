package dev.consentledger.ledger;

import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.ledger.append.Appender;
import dev.consentledger.ledger.append.ShardRecords;
import dev.consentledger.ledger.store.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records of one shard, every fifth of which is the one before once more, and the entries that have
 * to follow from them.
 */
record ShardTraffic(List<LedgerRecord> records, List<byte[]> entries) {

    static final int SHARD = 2;

    private static final int BATCH = 10;
    private static final int REPEATED_EVERY = 5;
    private static final Duration APPEND_MAX = Duration.ofSeconds(60);

    static ShardTraffic of(int count) {
        List<LedgerRecord> records = new ArrayList<>();
        List<byte[]> entries = new ArrayList<>();
        Stream.generate(Event::granted)
                .filter(event -> RecordsTopic.shardOf(event) == SHARD)
                .limit(count)
                .forEach(
                        event -> {
                            LedgerRecord record = record(event, records.size());
                            records.add(record);
                            entries.add(record.value());
                            if (records.size() % REPEATED_EVERY == 0) {
                                records.add(record(event, records.size()));
                            }
                        });
        return new ShardTraffic(records, entries);
    }

    private static LedgerRecord record(Event event, long offset) {
        Evidence evidence = event.evidence();
        return new LedgerRecord(
                offset,
                0,
                Routing.subjectKey(Event.SITE, Optional.of(event.subject()), event.id()).toBytes(),
                EntryCodec.encode(event.entry(evidence, Instant.now())),
                Optional.of(evidence.toBytes()),
                Optional.empty());
    }

    long repeats() {
        return records.size() - entries.size();
    }

    /** Appends all of them, batch after batch, as one instance does. */
    void appendBy(LedgerStore store) {
        Appender appender = new Appender(store, new Sequencer(new byte[32]), RecordsTopic.SHARDS);
        for (int from = 0; from < records.size(); from += BATCH) {
            List<LedgerRecord> batch =
                    records.subList(from, Math.min(from + BATCH, records.size()));
            appender.append(new ShardRecords(SHARD, from, batch)).await().atMost(APPEND_MAX);
        }
    }
}
