package dev.consentledger.reporting.timeline;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.notAsked;
import static dev.consentledger.reporting.Consents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.PolicyDocuments.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When grants lapse, one story each. */
class LapsesTest {

    private static final Map<String, CategoryDecision> GRANTED = Map.of("statistics", granted());
    private static final Map<String, CategoryDecision> REFUSED = Map.of("statistics", refused());
    private static final String JANUARY = "2026-01-31T10:00:00.000Z";
    private static final String MARCH = "2026-03-01T10:00:00.000Z";
    private static final String JULY_END = "2026-07-31T10:00:00.000Z";
    private static final String AUGUST = "2026-08-01T10:00:00.000Z";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Story story = new Story();
    private final Policy policy =
            story.policy(
                    "1",
                    "2026-01-01T00:00:00.000Z",
                    "P6M",
                    new Group("statistics", "opt_in", ""),
                    new Group("marketing", "opt_in", ""));

    @Test
    void grantLapsesInTheMomentInWhichItsValidityIsOver() {
        PersonEntry grant = story.choice(JANUARY, policy, Action.SAVE, GRANTED);

        assertThat(lapses(NOW))
                .singleElement()
                .satisfies(lapse -> assertThat(lapse.category()).isEqualTo("statistics"))
                .satisfies(lapse -> assertThat(lapse.grant()).isEqualTo(grant))
                .satisfies(lapse -> assertThat(lapse.validity().text()).isEqualTo("P6M"))
                .satisfies(lapse -> assertThat(lapse.at()).isEqualTo(JULY_END));
        assertThat(lapses(Instant.parse(JULY_END))).hasSize(1);
        assertThat(lapses(Instant.parse(JULY_END).minusMillis(1))).isEmpty();
    }

    @Test
    void grantThatWasRefusedOrRenewedBeforeHasNotLapsed() {
        story.choice(JANUARY, policy, Action.SAVE, GRANTED);
        PersonEntry renewal = story.choice(MARCH, policy, Action.SAVE, GRANTED);

        assertThat(lapses(NOW)).extracting(Lapse::grant).containsExactly(renewal);

        story.choice("2026-03-02T10:00:00.000Z", policy, Action.WITHDRAW, REFUSED);

        assertThat(lapses(NOW)).isEmpty();
    }

    @Test
    void grantThatWasRenewedAfterItsEndHasLapsedBefore() {
        PersonEntry grant = story.choice(JANUARY, policy, Action.SAVE, GRANTED);
        story.choice(AUGUST, policy, Action.SAVE, GRANTED);

        assertThat(lapses(NOW)).extracting(Lapse::grant).containsExactly(grant);
    }

    @Test
    void whatHappensInTheMomentOfTheEndComesFirst() {
        story.choice(JANUARY, policy, Action.SAVE, GRANTED);
        story.choice(JULY_END, policy, Action.WITHDRAW, REFUSED);

        assertThat(lapses(NOW)).isEmpty();
    }

    @Test
    void renewalThatArrivedLateStillKeepsItFromLapsing() {
        story.choice(JANUARY, policy, Action.SAVE, GRANTED);
        Instant renewed = Instant.parse(JULY_END).minusSeconds(1);
        story.choice(renewed, renewed.plusSeconds(100_000), policy, Action.SAVE, GRANTED);

        assertThat(lapses(NOW)).isEmpty();
    }

    @Test
    void grantWhoseExpiryIsRecordedHasNotLapsedAgain() {
        story.choice(JANUARY, policy, Action.SAVE, GRANTED);
        story.choice(
                JULY_END, policy, Action.EXPIRE, Map.of("statistics", notAsked(Mechanism.OPT_IN)));

        assertThat(lapses(NOW)).isEmpty();
        assertThat(story.state("statistics", "2026-11-22T10:00:00Z").reason())
                .isEqualTo(Reason.EXPIRED);
    }

    @Test
    void categoriesLapseEachByItself() {
        story.choice(
                JANUARY,
                policy,
                Action.ACCEPT_ALL,
                Map.of("statistics", granted(), "marketing", granted()));
        story.choice(MARCH, policy, Action.SAVE, GRANTED);

        assertThat(lapses(Instant.parse(AUGUST)))
                .extracting(Lapse::category)
                .containsExactly("marketing");
        assertThat(lapses(NOW))
                .extracting(Lapse::category)
                .containsExactly("marketing", "statistics");
    }

    @Test
    void withoutAValidityNothingLapses() {
        Policy endless =
                story.policy(
                        "2",
                        "2026-01-02T00:00:00.000Z",
                        "undeclared",
                        new Group("statistics", "opt_in", ""));
        story.choice(JANUARY, endless, Action.SAVE, GRANTED);

        assertThat(lapses(Instant.parse("2126-11-22T10:00:00Z"))).isEmpty();
    }

    @Test
    void whatIsNoGrantDoesNotLapse() {
        story.choice(JANUARY, policy, Action.IMPLIED, GRANTED);
        story.choice(
                JANUARY, policy, Action.SHOWN, Map.of("statistics", notAsked(Mechanism.OPT_IN)));
        story.choice(JANUARY, policy, Action.REJECT_ALL, REFUSED);

        assertThat(lapses(NOW)).isEmpty();
    }

    private List<Lapse> lapses(Instant until) {
        return Lapses.of(story.entries, story.inForce(), until);
    }
}
