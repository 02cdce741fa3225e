package dev.consentledger.reporting.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.retention.Run.Tally;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Schedule NIGHTLY = new Schedule(Optional.of(LocalTime.of(3, 15)));
    private static final Schedule ON_REQUEST = new Schedule(Optional.empty());
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static Run run(String requested, String started, String finished) {
        return new Run(
                "shop.example", time(requested), time(started), time(finished), Tally.NOTHING);
    }

    private static Optional<Instant> time(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty()).map(Instant::parse);
    }

    @Test
    void aRunThatWasMissedIsMadeUpFor() {
        assertThat(NIGHTLY.isTime(Run.never("shop.example"), NOW)).isTrue();
        assertThat(NIGHTLY.isTime(run("", "2026-11-27T03:15:01Z", "2026-11-27T03:16:00Z"), NOW))
                .isTrue();
    }

    @Test
    void oneRunADayIsEnough() {
        Run tonight = run("", "2026-11-28T03:15:01Z", "2026-11-28T03:16:00Z");

        assertThat(NIGHTLY.isTime(tonight, NOW)).isFalse();
        assertThat(NIGHTLY.isTime(tonight, Instant.parse("2026-11-29T03:14:59Z"))).isFalse();
        assertThat(NIGHTLY.isTime(tonight, Instant.parse("2026-11-29T03:15:00Z"))).isTrue();
    }

    @Test
    void whatWasAskedForIsDoneAtOnce() {
        Run asked = run("2026-11-28T09:59:59Z", "2026-11-28T03:15:01Z", "2026-11-28T03:16:00Z");

        assertThat(NIGHTLY.isTime(asked, NOW)).isTrue();
        assertThat(ON_REQUEST.isTime(asked, NOW)).isTrue();
        assertThat(ON_REQUEST.isTime(Run.never("shop.example"), NOW)).isFalse();
    }

    @Test
    void whatWasBrokenOffIsBegunAgainAfterAWhile() {
        Run broken = run("", "2026-11-28T09:59:00Z", "2026-11-27T03:16:00Z");

        assertThat(NIGHTLY.isTime(broken, NOW)).isFalse();
        assertThat(NIGHTLY.isTime(broken, NOW.plus(Schedule.RETRY_AFTER))).isTrue();
    }
}
