package dev.consentledger.reporting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.Acts;
import dev.consentledger.reporting.desk.LedgerRecord.Outcome;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasureReceiptTest {

    private static final Instant AT = Instant.parse("2026-11-28T10:00:00Z");

    @Test
    void anOrderThatTheLedgerDoesNotHaveIsAwaited() {
        assertThat(ErasureReceipt.of(List.of())).isEqualTo(new ErasureReceipt(List.of(), false));
    }

    @Test
    void anOrderAboutSeveralIsCompleteWithTheLastOfThem() {
        LedgerRecord first = order(Act.ERASE, 0, Optional.of(new Outcome("erased", 3)), 2);
        LedgerRecord second = order(Act.ERASE, 1, Optional.of(new Outcome("held", 0)), 2);

        assertThat(ErasureReceipt.of(List.of(first)).complete()).isFalse();
        assertThat(ErasureReceipt.of(List.of(second, first)))
                .isEqualTo(new ErasureReceipt(List.of(first, second), true));
    }

    @Test
    void otherOrdersOfTheSameIdAreNoErasures() {
        LedgerRecord restriction = order(Act.RESTRICT, 0, Optional.empty(), 1);

        assertThat(ErasureReceipt.of(List.of(restriction)).complete()).isFalse();
    }

    private static LedgerRecord order(Act act, int shard, Optional<Outcome> outcome, int persons) {
        EvidencePart context =
                new EvidencePart(
                        new byte[EvidencePart.SALT_LENGTH],
                        Json.object().put("persons", persons).build());
        return new LedgerRecord(
                new Place(shard, 7),
                Acts.of(Kind.ERASURE, act, "shop.example", AT),
                Map.of(PartName.CONTEXT, context),
                outcome);
    }
}
