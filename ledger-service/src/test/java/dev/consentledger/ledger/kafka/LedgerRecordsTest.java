package dev.consentledger.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.log.LedgerRecord;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the ledger takes of Kafka's records. */
class LedgerRecordsTest {

    private static final byte[] EVIDENCE = {1};
    private static final byte[] DOCUMENT = {2};

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("a-topic", 0, 7, null, null);

    @Test
    void recordWithoutKeyAndValueHasEmptyOnes() {
        LedgerRecord taken = taken();

        assertThat(taken.offset()).isEqualTo(7);
        assertThat(taken.leaderEpoch()).isEqualTo(-1);
        assertThat(taken.key()).isEmpty();
        assertThat(taken.value()).isEmpty();
        assertThat(taken.evidence()).isEmpty();
        assertThat(taken.document()).isEmpty();
    }

    @Test
    void documentIsTakenWhereThereIsNoEvidence() {
        record.headers().add("document", DOCUMENT).add("ce_id", EVIDENCE);

        assertThat(taken().document()).contains(DOCUMENT);
    }

    @Test
    void documentBesideEvidenceIsPassedOver() {
        record.headers().add("document", DOCUMENT).add("evidence", EVIDENCE);

        LedgerRecord taken = taken();

        assertThat(taken.evidence()).contains(EVIDENCE);
        assertThat(taken.document()).isEmpty();
    }

    private LedgerRecord taken() {
        return LedgerRecords.of(List.of(record)).get(0);
    }
}
