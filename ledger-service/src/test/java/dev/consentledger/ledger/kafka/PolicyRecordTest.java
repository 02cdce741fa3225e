package dev.consentledger.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.ledger.append.Committed;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is announced of committed entries. */
class PolicyRecordTest {

    private static final byte[] DOCUMENT = "{\"v\":1}".getBytes(UTF_8);
    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    private final PolicyRecord policies = new PolicyRecord("consent.policies.v1");

    @Test
    void aPublicationIsAnnouncedWithWhatIsNeededToCheckIt() {
        PublicationEntry entry = entry(Kind.BANNER);

        ProducerRecord<byte[], byte[]> record =
                policies.of(committed(entry, Optional.of(DOCUMENT))).orElseThrow();

        assertThat(record.topic()).isEqualTo("consent.policies.v1");
        assertThat(record.partition()).isZero();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("imagine.art/banner/4");
        assertThat(record.value()).isEqualTo(DOCUMENT);
        assertThat(record.headers().lastHeader("entry").value())
                .isEqualTo(EntryCodec.encode(entry));
        assertThat(header(record, "epoch")).isEqualTo("1");
        assertThat(header(record, "shard")).isEqualTo("2");
        assertThat(header(record, "index")).isEqualTo("17");
        assertThat(header(record, "ce_type")).isEqualTo("dev.consentledger.banner.v1");
        assertThat(header(record, "ce_id")).isEqualTo(entry.eventId().toString());
        assertThat(header(record, "ce_source")).isEqualTo("/sites/imagine.art");
        assertThat(header(record, "ce_time")).isEqualTo("2026-11-22T00:00:00.000Z");
    }

    @Test
    void aPolicyAndABannerOfOneNameHaveKeysOfTheirOwn() {
        assertThat(key(Kind.POLICY)).isEqualTo("imagine.art/policy/4");
        assertThat(key(Kind.BANNER)).isEqualTo("imagine.art/banner/4");
    }

    @Test
    void anOperatorsStatementIsNoPolicyAlthoughItHasADocument() {
        byte[] bytes = "{\"kind\":\"gap\"}".getBytes(UTF_8);
        Committed gap =
                new Committed(
                        1,
                        2,
                        17,
                        bytes,
                        EntryLabel.of(bytes),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(DOCUMENT),
                        Optional.empty());

        assertThat(policies.of(gap)).isEmpty();
    }

    private String key(Kind kind) {
        Committed committed = committed(entry(kind), Optional.of(DOCUMENT));
        return new String(policies.of(committed).orElseThrow().key(), UTF_8);
    }

    private static PublicationEntry entry(Kind kind) {
        return new PublicationEntry(
                kind, "imagine.art", "4", Hash.sha256(DOCUMENT), DAY, DAY, false);
    }

    private static Committed committed(PublicationEntry entry, Optional<byte[]> document) {
        return new Committed(
                1,
                2,
                17,
                EntryCodec.encode(entry),
                EntryLabel.of(entry),
                Optional.empty(),
                Optional.empty(),
                document,
                Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
