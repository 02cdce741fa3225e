package dev.consentledger.reporting.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.users.SignIn.Known;
import dev.consentledger.reporting.users.SignIn.Wait;
import dev.consentledger.reporting.users.SignIn.Wrong;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";
    private static final Credentials RIGHT = new Credentials("anna", TestUsers.PASSWORD);
    private static final Credentials WRONG = new Credentials("anna", "incorrect horse");

    private final HandClock clock = new HandClock();
    private Users users = users(Map.of("anna", "dpo@*", "ben", "reader@*"));
    private final SignIn signIn = new SignIn(() -> users, clock, new SecureRandom());

    @Test
    void rightPasswordIsKnownAndThenRemembered() {
        assertThat(signIn.remembered(RIGHT)).isEmpty();

        assertThat(signIn.check(RIGHT, HERE))
                .isInstanceOfSatisfying(
                        Known.class, known -> assertThat(known.user().name()).isEqualTo("anna"));
        assertThat(signIn.remembered(RIGHT)).isPresent();
        assertThat(signIn.remembered(WRONG)).isEmpty();
        assertThat(signIn.remembered(new Credentials("ben", TestUsers.PASSWORD))).isEmpty();
    }

    @Test
    void rememberedIsForAWhileOnly() {
        signIn.check(RIGHT, HERE);

        clock.pass(SignIn.REMEMBERED.minusSeconds(1));
        assertThat(signIn.remembered(RIGHT)).isPresent();
        clock.pass(Duration.ofSeconds(2));
        assertThat(signIn.remembered(RIGHT)).isEmpty();
    }

    @Test
    void whoWasTakenOutOfTheFileIsNotRemembered() {
        signIn.check(RIGHT, HERE);

        users = users(Map.of("ben", "reader@*"));

        assertThat(signIn.remembered(RIGHT)).isEmpty();
        assertThat(signIn.check(RIGHT, HERE)).isInstanceOf(Wrong.class);
    }

    @Test
    void newGrantsCountAtOnceAndANewPasswordEndsTheOld() {
        signIn.check(RIGHT, HERE);

        users = users(Map.of("anna", "reader@*"));
        assertThat(signIn.remembered(RIGHT).orElseThrow().grants()).hasToString("[reader@*]");

        String[] arguments = {"anna", "reader@*"};
        users =
                Users.parse(
                        UserLineMain.line(
                                        arguments,
                                        Optional.of("another password"),
                                        new SecureRandom())
                                .lines()
                                .toList());
        assertThat(signIn.remembered(RIGHT)).isEmpty();
    }

    @Test
    void wrongPasswordAndUnknownNameAreTheSame() {
        assertThat(signIn.check(WRONG, HERE))
                .isEqualTo(signIn.check(new Credentials("nobody", "incorrect horse"), HERE));
    }

    @Test
    void afterTooManyFailuresTheRightPasswordHasToWaitToo() {
        for (int i = 0; i < SignIn.FAILURES_OF_A_NAME; i++) {
            assertThat(signIn.check(WRONG, i % 2 == 0 ? HERE : THERE)).isInstanceOf(Wrong.class);
        }

        assertThat(signIn.check(RIGHT, HERE)).isEqualTo(new Wait(SignIn.NAME_AGAIN));
        assertThat(signIn.check(new Credentials("ben", TestUsers.PASSWORD), HERE))
                .isInstanceOf(Known.class);

        clock.pass(SignIn.NAME_AGAIN);
        assertThat(signIn.check(RIGHT, HERE)).isInstanceOf(Known.class);
    }

    @Test
    void whoWasRememberedIsNotLockedOutByStrangers() {
        signIn.check(RIGHT, HERE);
        for (int i = 0; i <= SignIn.FAILURES_OF_A_NAME; i++) {
            signIn.check(WRONG, THERE);
        }

        assertThat(signIn.check(WRONG, THERE)).isInstanceOf(Wait.class);
        assertThat(signIn.check(RIGHT, HERE)).isInstanceOf(Known.class);
    }

    @Test
    void manyNamesFromOneAddressHaveToWaitToo() {
        for (int i = 0; i < SignIn.FAILURES_OF_AN_ADDRESS; i++) {
            assertThat(signIn.check(new Credentials("guess-" + i, "incorrect horse"), HERE))
                    .isInstanceOf(Wrong.class);
        }

        assertThat(signIn.check(RIGHT, HERE)).isEqualTo(new Wait(SignIn.ADDRESS_AGAIN));
        assertThat(signIn.check(RIGHT, THERE)).isInstanceOf(Known.class);
    }

    @Test
    void rightPasswordsUseNothingUp() {
        for (int i = 0; i <= SignIn.FAILURES_OF_A_NAME; i++) {
            assertThat(signIn.check(RIGHT, HERE)).isInstanceOf(Known.class);
            clock.pass(SignIn.REMEMBERED.plusSeconds(1));
        }
        for (int i = 0; i < SignIn.FAILURES_OF_A_NAME; i++) {
            assertThat(signIn.check(WRONG, HERE)).isInstanceOf(Wrong.class);
        }
    }

    private static Users users(Map<String, String> grants) {
        return Users.parse(TestUsers.lines(grants).lines().toList());
    }

    /** Goes on when told to. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
