package dev.consentledger.ledger.kafka;

import dev.consentledger.core.log.LedgerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the ledger takes of Kafka's records: all that an entry can follow from. Pure. */
final class LedgerRecords {

    private static final byte[] NOTHING = new byte[0];

    private LedgerRecords() {}

    static List<LedgerRecord> of(List<ConsumerRecord<byte[], byte[]>> records) {
        List<LedgerRecord> all = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            all.add(of(record));
        }
        return all;
    }

    /** A record with evidence has no document: looking for one would read all its headers. */
    private static LedgerRecord of(ConsumerRecord<byte[], byte[]> record) {
        Optional<byte[]> evidence = header(record, "evidence");
        return new LedgerRecord(
                record.offset(),
                record.leaderEpoch().orElse(-1),
                record.key() == null ? NOTHING : record.key(),
                record.value() == null ? NOTHING : record.value(),
                evidence,
                evidence.isPresent() ? Optional.empty() : header(record, "document"));
    }

    private static Optional<byte[]> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.value());
    }
}
