package dev.consentledger.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SigningPaceTest {

    /** A clock of this kind may begin anywhere, and run over. */
    private static final long START = Long.MAX_VALUE - Duration.ofMillis(300).toNanos();

    private final SigningPace pace = new SigningPace();

    @Test
    void shardIsLookedAtOnceEvenIfItIsEmpty() {
        pace.seen(0, START);
        assertThat(pace.isDue(START)).isTrue();

        pace.signedTo(0, START);
        pace.seen(0, after(10_000));

        assertThat(pace.isDue(after(10_000))).isFalse();
    }

    @Test
    void quietAfterAnAppendIsUsed() {
        signedAtStart(10);
        pace.seen(11, after(100));

        assertThat(pace.isDue(after(299))).isFalse();
        assertThat(pace.isDue(after(300))).isTrue();
    }

    @Test
    void headThatNeverRestsIsSignedAllTheSame() {
        signedAtStart(10);
        for (int ms = 100; ms < 600; ms += 100) {
            pace.seen(10 + ms, after(ms));
            assertThat(pace.isDue(after(ms))).as("after %d ms", ms).isFalse();
        }
        pace.seen(1_000, after(600));

        assertThat(pace.isDue(after(600))).isTrue();
        assertThat(pace.waitedNanos(after(600))).isEqualTo(SigningPace.WAIT_MAX.toNanos());
    }

    @Test
    void whatCameWhileItWasSignedWaitsForTheNext() {
        signedAtStart(10);
        pace.seen(12, after(100));
        pace.signedTo(11, after(310));

        assertThat(pace.isWaiting()).isTrue();
        assertThat(pace.waitedNanos(after(320))).isEqualTo(Duration.ofMillis(10).toNanos());
        assertThat(pace.isDue(after(320))).isTrue();
    }

    @Test
    void nothingWaitsOnceAllIsSigned() {
        signedAtStart(10);
        pace.seen(12, after(100));
        pace.signedTo(12, after(310));

        assertThat(pace.isDue(after(60_000))).isFalse();
        assertThat(pace.waitedNanos(after(60_000))).isZero();
    }

    @Test
    void failureIsTriedAgainAfterAWhile() {
        signedAtStart(10);
        pace.seen(11, after(100));
        pace.postpone(after(300));

        assertThat(pace.isDue(after(1_299))).isFalse();
        assertThat(pace.isDue(after(1_300))).isTrue();
        assertThat(pace.waitedNanos(after(1_300))).isEqualTo(Duration.ofMillis(1_200).toNanos());
    }

    @Test
    void headThatWentBackIsLookedAt() {
        signedAtStart(10);
        pace.seen(12, after(100));
        pace.signedTo(12, after(310));
        pace.seen(4, after(400));

        assertThat(pace.isDue(after(400))).isTrue();
    }

    private void signedAtStart(long size) {
        pace.seen(size, START);
        pace.signedTo(size, START);
    }

    private static long after(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
