package dev.consentledger.ledger.kafka;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.ledger.append.Committed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A committed entry on the topic of appended entries: key and partition like its record, the
 * entry's bytes as value, position and CloudEvents 1.0 attributes (binary mode) as headers. Pure.
 */
final class AppendedRecord {

    private static final Header CONTENT_TYPE = header("content-type", "application/json");
    private static final Header SPECVERSION = header("ce_specversion", "1.0");
    private static final Map<Kind, Header> TYPES =
            Arrays.stream(Kind.values())
                    .collect(
                            Collectors.toMap(
                                    kind -> kind,
                                    kind ->
                                            header(
                                                    "ce_type",
                                                    "dev.consentledger." + kind.term() + ".v1")));

    private AppendedRecord() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Committed committed) {
        EntryLabel label = committed.label();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, committed.shard(), key(label, committed), committed.bytes());
        Headers headers = record.headers();
        headers.add(header("epoch", String.valueOf(committed.epoch())));
        headers.add(header("shard", String.valueOf(committed.shard())));
        headers.add(header("index", String.valueOf(committed.index())));
        committed.subject().ifPresent(subject -> headers.add(header("subject", subject)));
        committed.account().ifPresent(account -> headers.add(header("account", account)));
        committed.outcome().ifPresent(outcome -> headers.add(header("outcome", words(outcome))));
        committed.document().ifPresent(document -> headers.add("document", document));
        headers.add(CONTENT_TYPE).add(SPECVERSION).add(TYPES.get(label.kind()));
        label.eventId()
                .map(UUID::toString)
                .or(label::hash)
                .ifPresent(id -> headers.add(header("ce_id", id)));
        headers.add(
                header("ce_source", label.site().map(site -> "/sites/" + site).orElse("/ledger")));
        label.time().ifPresent(time -> headers.add(header("ce_time", time)));
        return record;
    }

    private static String words(Committed.Outcome outcome) {
        return outcome.outcome().equals("erased")
                ? outcome.outcome() + " " + outcome.entries()
                : outcome.outcome();
    }

    /** The key of the entry's record; none for an entry that the ledger itself has made. */
    private static byte[] key(EntryLabel label, Committed committed) {
        return switch (label.kind()) {
            case CONSENT, LINK, HOLD, ERASURE, RETENTION, ACCESS ->
                    committed
                            .outcome()
                            .flatMap(Committed.Outcome::key)
                            .orElseGet(
                                    () ->
                                            Routing.subjectKey(
                                                            label.site().orElseThrow(),
                                                            committed.subject(),
                                                            label.eventId().orElseThrow())
                                                    .toBytes());
            case POLICY, BANNER -> Routing.siteKey(label.site().orElseThrow()).toBytes();
            case UNREADABLE, GAP, DECISION, EXPIRY -> null;
        };
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
