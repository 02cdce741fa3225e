package dev.consentledger.reporting.regulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.CaseKind;
import dev.consentledger.reporting.regulator.LinkEnded.Why;
import dev.consentledger.reporting.regulator.LinkScope.OneRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegulatorLinkTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void aLinkOpensUntilItsTimeIsOver() {
        RegulatorLink link = link("An authority", NEVER);

        assertThat(link.ended(inCase(NEVER), NOW)).isEmpty();
        assertThat(link.ended(inCase(NEVER), link.validUntil().minusMillis(1))).isEmpty();
        assertThat(link.ended(inCase(NEVER), link.validUntil())).contains(Why.EXPIRED);
    }

    @Test
    void aLinkEndsWhenItIsRevokedAndWithItsCase() {
        RegulatorLink revoked = link("An authority", Optional.of(NOW));

        assertThat(revoked.ended(inCase(NEVER), NOW)).contains(Why.REVOKED);
        assertThat(revoked.ended(inCase(Optional.of(NOW)), revoked.validUntil()))
                .contains(Why.REVOKED);
        assertThat(link("An authority", NEVER).ended(inCase(Optional.of(NOW)), NOW))
                .contains(Why.CASE_CLOSED);
    }

    @Test
    void aRecipientIsOneLineWithSomethingInIt() {
        assertThat(RegulatorLink.isRecipient("Berliner Beauftragte für Datenschutz")).isTrue();
        assertThat(RegulatorLink.isRecipient(" ")).isFalse();
        assertThat(RegulatorLink.isRecipient("two\nlines")).isFalse();
        assertThat(RegulatorLink.isRecipient("a".repeat(101))).isFalse();
        assertThatThrownBy(() -> link("", NEVER)).hasMessageContaining("never a person's name");
    }

    @Test
    void aLinkIsGoodForAWeekUnlessAnotherTimeIsWanted() {
        LinkTime time = new LinkTime(Duration.ofDays(30));

        assertThat(time.until(NEVER, NOW)).contains(NOW.plus(Duration.ofDays(7)));
        assertThat(time.until(Optional.of(NOW.plusSeconds(1)), NOW)).contains(NOW.plusSeconds(1));
        assertThat(time.until(Optional.of(NOW.plus(Duration.ofDays(30))), NOW)).isPresent();
    }

    @Test
    void noLinkIsGoodForLongerThanIsAllowed() {
        LinkTime time = new LinkTime(Duration.ofDays(2));

        assertThat(time.until(NEVER, NOW)).contains(NOW.plus(Duration.ofDays(2)));
        assertThat(time.until(Optional.of(NOW.plus(time.max()).plusMillis(1)), NOW)).isEmpty();
        assertThat(time.until(Optional.of(NOW), NOW)).isEmpty();
        assertThatThrownBy(() -> new LinkTime(Duration.ZERO))
                .hasMessageContaining("CONSENT_REGULATOR_LINKS_VALID_MAX");
    }

    private static RegulatorLink link(String recipient, Optional<Instant> revokedAt) {
        return new RegulatorLink(
                new UUID(0, 1),
                "shop.example",
                new UUID(0, 2),
                new OneRecord(new UUID(0, 3), NEVER, Set.of(), false),
                recipient,
                NOW.plus(Duration.ofDays(1)),
                NOW,
                "dora",
                revokedAt,
                0,
                NEVER);
    }

    private static Case inCase(Optional<Instant> closedAt) {
        return new Case(
                new UUID(0, 2),
                "shop.example",
                "M-1",
                CaseKind.COMPLAINT,
                NOW,
                NOW,
                "dora",
                closedAt);
    }
}
