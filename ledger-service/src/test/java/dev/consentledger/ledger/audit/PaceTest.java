package dev.consentledger.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void workGetsNoFasterThanItsRate() throws InterruptedException {
        Pace pace = new Pace(10_000, System::nanoTime);
        long start = System.nanoTime();
        for (int chunk = 0; chunk < 10; chunk++) {
            assertThat(pace.spend(200)).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(199));
    }

    @Test
    void lostTimeIsNotMadeUpFor() throws InterruptedException {
        long[] now = {0};
        Pace pace = new Pace(1_000_000, () -> now[0]);
        now[0] = TimeUnit.HOURS.toNanos(1);
        assertThat(pace.spend(1)).isTrue();

        long start = System.nanoTime();
        assertThat(pace.spend(100_000)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(99));
    }

    @Test
    void stoppingEndsEveryWaitNowAndLater() throws Exception {
        Pace pace = new Pace(1, System::nanoTime);
        CompletableFuture<Boolean> goOn =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return pace.spend(1_000_000);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        pace.stop();

        assertThat(goOn.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(pace.rest(Duration.ofDays(1))).isFalse();
    }

    @Test
    void rateIsPositive() {
        assertThatThrownBy(() -> new Pace(0, System::nanoTime))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
