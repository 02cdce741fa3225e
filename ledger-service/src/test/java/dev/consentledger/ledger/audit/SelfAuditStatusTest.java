package dev.consentledger.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.ledger.audit.SelfAuditStatus.Passed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfAuditStatusTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final SelfAuditStatus status = new SelfAuditStatus(source.withZone(ZoneOffset.UTC));

    @Test
    void shardIsAsOldAsItsLastWholeVerification() {
        assertThat(status.ageSeconds(1)).isZero();
        status.begin(1, 500);
        status.at(1, 256);
        now = NOON.plus(Duration.ofHours(1));
        assertThat(status.ageSeconds(1)).isEqualTo(3600);
        assertThat(status.runningEntries(1)).isEqualTo(256);
        assertThat(status.passedEntries(1)).isZero();

        status.at(1, 500);
        status.pass(1);
        now = NOON.plus(Duration.ofHours(2));
        status.begin(1, 800);
        status.at(1, 256);

        assertThat(status.ageSeconds(1)).isEqualTo(3600);
        assertThat(status.passedEntries(1)).isEqualTo(500);
        assertThat(status.standings().get(1).passed())
                .isEqualTo(Optional.of(new Passed(NOON.plus(Duration.ofHours(1)), 500)));
        assertThat(status.entriesTotal()).isEqualTo(756);
    }

    @Test
    void firstMismatchOfAShardStays() {
        status.mismatch(2, "this");
        status.mismatch(2, "that");

        assertThat(status.mismatches()).isEqualTo(Map.of(2, "this"));
    }

    @Test
    void whatAnotherInstanceVerifiesIsNotOurs() {
        status.begin(1, 500);
        status.giveBack(1);

        assertThat(status.standings()).isEmpty();
        assertThat(status.ageSeconds(1)).isZero();
    }
}
