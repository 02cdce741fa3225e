package dev.consentledger.reporting.timeline;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.notAsked;
import static dev.consentledger.reporting.Consents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.PolicyDocuments;
import dev.consentledger.reporting.PolicyDocuments.Group;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatesTest {

    private static final Group STATISTICS = new Group("statistics", "opt_in", "");
    private static final Group NECESSARY = new Group("necessary", "exempt", "It would not run.");
    private static final String MONDAY = "2026-11-23T10:00:00Z";
    private static final String TUESDAY = "2026-11-24T10:00:00Z";
    private static final String WEDNESDAY = "2026-11-25T10:00:00Z";

    private final Story story = new Story();
    private final Policy policy =
            story.policy("1", "2026-01-01T00:00:00.000Z", "undeclared", NECESSARY, STATISTICS);

    @Test
    void aGrantCountsUntilItIsWithdrawn() {
        PersonEntry grant = story.choice(MONDAY, policy, Action.SAVE, granting());
        PersonEntry withdrawal = story.choice(TUESDAY, policy, Action.WITHDRAW, refusing());

        CategoryState monday = story.state("statistics", "2026-11-23T23:00:00Z");
        assertThat(monday.counts()).isTrue();
        assertThat(monday.by()).contains(grant);
        assertThat(monday.since()).contains(Instant.parse(MONDAY));
        assertThat(monday.granted()).isEmpty();

        CategoryState tuesday = story.state("statistics", TUESDAY);
        assertThat(tuesday.reason()).isEqualTo(Reason.WITHDRAWN);
        assertThat(tuesday.decision()).isEqualTo(Decision.REFUSED);
        assertThat(tuesday.by()).contains(withdrawal);
        assertThat(tuesday.granted()).contains(grant);
    }

    @Test
    void whatTookEffectEarlierNeverOverridesWhatIsNewerHoweverLateItArrives() {
        story.choice(TUESDAY, policy, Action.WITHDRAW, refusing());
        PersonEntry late =
                story.choice(
                        Instant.parse(MONDAY),
                        Instant.parse(WEDNESDAY),
                        policy,
                        Action.ACCEPT_ALL,
                        granting());

        assertThat(story.state("statistics", WEDNESDAY).reason()).isEqualTo(Reason.WITHDRAWN);
        assertThat(story.state("statistics", WEDNESDAY).granted()).contains(late);
        assertThat(story.state("statistics", "2026-11-23T20:00:00Z").by()).contains(late);
    }

    @Test
    void anEventTakesEffectWhenItWasReceivedAtTheLatest() {
        story.choice(
                Instant.parse(WEDNESDAY),
                Instant.parse(MONDAY),
                policy,
                Action.ACCEPT_ALL,
                granting());
        story.choice(TUESDAY, policy, Action.WITHDRAW, refusing());

        assertThat(story.state("statistics", WEDNESDAY).reason()).isEqualTo(Reason.WITHDRAWN);
    }

    @Test
    void forEqualTimesTheIndexDecides() {
        story.choice(MONDAY, policy, Action.SAVE, refusing());
        story.choice(MONDAY, policy, Action.SAVE, granting());

        assertThat(story.state("statistics", MONDAY).counts()).isTrue();
    }

    @Test
    void aRefusalWithAnotherChoiceIsToldFromAWithdrawal() {
        PersonEntry grant = story.choice(MONDAY, policy, Action.SAVE, granting());
        story.choice(TUESDAY, policy, Action.GPC, refusing());

        assertThat(story.state("statistics", TUESDAY).reason()).isEqualTo(Reason.REFUSED_LATER);
        assertThat(story.state("statistics", TUESDAY).granted()).contains(grant);
        story.choice(WEDNESDAY, policy, Action.REJECT_ALL, refusing());
        assertThat(story.state("statistics", WEDNESDAY).reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void impliedIsNeverAGrant() {
        story.choice(MONDAY, policy, Action.IMPLIED, granting());

        CategoryState state = story.state("statistics", TUESDAY);
        assertThat(state.reason()).isEqualTo(Reason.IMPLIED);
        assertThat(state.decision()).isEqualTo(Decision.NOT_ASKED);
    }

    @Test
    void notChoosingLeavesAGrantAsItWas() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        story.choice(
                TUESDAY, policy, Action.DISMISS, Map.of("statistics", notAsked(Mechanism.OPT_IN)));

        assertThat(story.state("statistics", WEDNESDAY).counts()).isTrue();
    }

    @Test
    void whoChoseNothingIsToldFromWhoWasNotAskedAndWhoNeverCame() {
        assertThat(story.state("statistics", MONDAY).reason()).isEqualTo(Reason.NO_EVENT);
        story.choice(MONDAY, policy, Action.SHOWN, Map.of("necessary", notAsked(Mechanism.EXEMPT)));
        assertThat(story.state("statistics", MONDAY).reason()).isEqualTo(Reason.NOT_ASKED);
        assertThat(story.state("necessary", MONDAY).reason()).isEqualTo(Reason.NO_CHOICE_OFFERED);
        story.choice(
                TUESDAY, policy, Action.DISMISS, Map.of("statistics", notAsked(Mechanism.OPT_IN)));
        assertThat(story.state("statistics", TUESDAY).reason()).isEqualTo(Reason.NOT_CHOSEN);
    }

    @Test
    void anExpiryThatWasRecordedEndsAGrant() {
        PersonEntry grant = story.choice(MONDAY, policy, Action.SAVE, granting());
        story.choice(TUESDAY, policy, Action.EXPIRE, granting());

        CategoryState state = story.state("statistics", WEDNESDAY);
        assertThat(state.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(state.granted()).contains(grant);
        story.choice(WEDNESDAY, policy, Action.SAVE, granting());
        assertThat(story.state("statistics", WEDNESDAY).counts()).isTrue();
    }

    @Test
    void aGrantIsOverWhenItsPolicySaysSo() {
        Policy later = story.policy("2", "2026-02-01T00:00:00.000Z", "P6M", STATISTICS);
        story.choice("2026-03-01T10:00:00Z", later, Action.SAVE, granting());

        assertThat(story.state("statistics", "2026-09-01T09:59:59Z").counts()).isTrue();
        CategoryState over = story.state("statistics", "2026-09-01T10:00:00Z");
        assertThat(over.reason()).isEqualTo(Reason.VALIDITY_OVER);
        assertThat(over.since()).contains(Instant.parse("2026-09-01T10:00:00Z"));
        assertThat(over.granted()).isEqualTo(over.by());
    }

    @Test
    void aNewPolicyEndsAGrantOnlyWhereTheGrantDoesNotCoverIt() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        story.policy("2", "2026-11-24T00:00:00.000Z", "undeclared", STATISTICS);
        assertThat(story.state("statistics", TUESDAY).counts()).isTrue();

        story.publish(measuring("3", "2026-11-25T00:00:00.000Z", "session"));
        assertThat(story.state("statistics", TUESDAY).counts()).isTrue();
        CategoryState changed = story.state("statistics", WEDNESDAY);
        assertThat(changed.reason()).isEqualTo(Reason.CATEGORY_CHANGED);
        assertThat(changed.since()).contains(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(changed.because())
                .contains("policy version 3: new purpose: measure (To measure)");
        assertThat(changed.askAgain()).isEqualTo(changed.because());

        story.policy("4", "2026-11-26T00:00:00.000Z", "undeclared", NECESSARY);
        assertThat(story.state("statistics", "2026-11-27T00:00:00Z").reason())
                .as("the first of both ends it")
                .isEqualTo(Reason.CATEGORY_CHANGED);
    }

    @Test
    void aDecisionCountsInsteadOfTheRuleFromItsTimeOn() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        Policy measured = story.publish(measuring("2", "2026-11-24T00:00:00.000Z", "session"));
        story.decide("2026-11-25T00:00:00Z", policy, measured, Coverage.STILL_COVERS);
        story.decide("2026-11-27T00:00:00Z", policy, measured, Coverage.ASK_AGAIN);

        assertThat(story.state("statistics", TUESDAY).reason()).isEqualTo(Reason.CATEGORY_CHANGED);
        assertThat(story.state("statistics", WEDNESDAY).counts()).isTrue();
        CategoryState again = story.state("statistics", "2026-11-28T00:00:00Z");
        assertThat(again.reason()).isEqualTo(Reason.CATEGORY_CHANGED);
        assertThat(again.since()).contains(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(again.because())
                .contains("policy version 2: decided on 2026-11-27 that visitors are asked again");
    }

    @Test
    void aDecisionToAskAgainEndsWhatTheRuleKeepsAndNotBeforeTheVersionIsInForce() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        Policy same = story.policy("2", "2026-11-24T00:00:00.000Z", "undeclared", STATISTICS);
        story.decide("2026-11-23T12:00:00Z", policy, same, Coverage.ASK_AGAIN);

        assertThat(story.state("statistics", "2026-11-23T23:00:00Z").counts()).isTrue();
        assertThat(story.state("statistics", TUESDAY).since())
                .contains(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void aDecisionIsAboutTwoVersionsAndNoOthers() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        Policy measured = story.publish(measuring("2", "2026-11-24T00:00:00.000Z", "session"));
        Policy profiled =
                story.publish(
                        PolicyDocuments.withItem(
                                measuring("3", "2026-11-25T00:00:00.000Z", "session"),
                                "profile",
                                "statistics",
                                "profile",
                                "session"));
        story.decide("2026-11-24T00:00:00Z", policy, measured, Coverage.STILL_COVERS);

        assertThat(story.state("statistics", TUESDAY).counts()).isTrue();
        assertThat(story.state("statistics", WEDNESDAY).counts()).isFalse();

        story.decide("2026-11-24T00:00:00Z", measured, profiled, Coverage.STILL_COVERS);
        assertThat(story.state("statistics", WEDNESDAY).counts()).isTrue();
    }

    @Test
    void aLateDecisionDoesNotHideWhatEndedTheGrantBefore() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        Policy same = story.policy("2", "2026-11-24T00:00:00.000Z", "undeclared", STATISTICS);
        story.publish(measuring("3", "2026-11-25T00:00:00.000Z", "session"));
        story.decide("2026-11-27T00:00:00Z", policy, same, Coverage.ASK_AGAIN);

        assertThat(story.state("statistics", "2026-11-28T00:00:00Z").since())
                .contains(Instant.parse("2026-11-25T00:00:00Z"));
    }

    @Test
    void aLessStrictMechanismEndsNoGrantAndAStricterOneWaitsForAPerson() {
        Policy optOut =
                story.policy(
                        "2",
                        "2026-11-23T12:00:00.000Z",
                        "undeclared",
                        new Group("statistics", "opt_out", ""));
        story.choice(MONDAY, policy, Action.SAVE, granting());
        assertThat(story.state("statistics", TUESDAY).counts()).isTrue();

        story.choice(TUESDAY, optOut, Action.SAVE, granting());
        story.policy("3", "2026-11-25T00:00:00.000Z", "undeclared", STATISTICS);
        assertThat(story.state("statistics", WEDNESDAY).reason())
                .isEqualTo(Reason.CATEGORY_CHANGED);
    }

    @Test
    void manySmallStepsCoverNoMoreThanEachOfThem() {
        Policy measuring = story.publish(measuring("2", "2026-11-23T00:00:00.000Z", "tab"));
        story.choice(MONDAY, measuring, Action.SAVE, granting());
        story.publish(measuring("3", "2026-11-24T00:00:00.000Z", "tab"));
        assertThat(story.state("statistics", TUESDAY).counts()).isTrue();

        story.publish(measuring("4", "2026-11-25T00:00:00.000Z", "session"));
        assertThat(story.state("statistics", WEDNESDAY).because())
                .contains("policy version 4: longer lifetime: measure, from tab to session");
    }

    @Test
    void whoseConsentIsTooOldIsAskedAgainWhileTheCategoryIsOffered() {
        Policy later = story.policy("2", "2026-02-01T00:00:00.000Z", "P6M", STATISTICS);
        story.choice("2026-03-01T10:00:00Z", later, Action.SAVE, granting());

        assertThat(story.state("statistics", "2026-08-01T10:00:00Z").askAgain()).isEmpty();
        assertThat(leftAloneUntil(LeftAlone.USUAL, "2026-08-01T10:00:00Z")).isEmpty();
        assertThat(story.state("statistics", "2026-09-01T10:00:00Z").askAgain())
                .contains("the consent is older than the policy lets it count");
        story.policy("3", "2026-10-01T00:00:00.000Z", "undeclared", NECESSARY);
        assertThat(story.state("statistics", "2026-10-02T00:00:00Z").askAgain()).isEmpty();
    }

    @Test
    void whoRefusesIsLeftAloneForSixMonthsOrWhatIsSetAndInCaliforniaForTwelveAtLeast() {
        story.choice(MONDAY, policy, Action.REJECT_ALL, refusing());
        assertThat(story.state("statistics", TUESDAY).askAgain()).isEmpty();
        assertThat(leftAloneUntil(LeftAlone.USUAL, TUESDAY)).contains("2027-05-23T10:00:00Z");
        assertThat(leftAloneUntil(LeftAlone.USUAL, "2027-05-23T10:00:00Z")).isEmpty();
        assertThat(leftAloneUntil(new LeftAlone(Period.ofDays(10)), TUESDAY))
                .contains("2026-12-03T10:00:00Z");

        story.choice(
                Instant.parse(TUESDAY),
                Instant.parse(TUESDAY),
                policy,
                "US-CA",
                Action.GPC,
                refusing());
        assertThat(leftAloneUntil(LeftAlone.USUAL, WEDNESDAY)).contains("2027-11-24T10:00:00Z");
        assertThat(leftAloneUntil(new LeftAlone(Period.ofDays(10)), WEDNESDAY))
                .contains("2027-11-24T10:00:00Z");
        assertThat(leftAloneUntil(new LeftAlone(Period.ofYears(2)), WEDNESDAY))
                .contains("2028-11-24T10:00:00Z");
    }

    private Optional<String> leftAloneUntil(LeftAlone leftAlone, String asOf) {
        return story.state("statistics", asOf)
                .leftAloneUntil(leftAlone, Instant.parse(asOf))
                .map(Instant::toString);
    }

    private static byte[] measuring(String version, String inForceFrom, String lifetime) {
        return PolicyDocuments.withItem(
                PolicyDocuments.bytes(Story.SITE, version, inForceFrom, false, STATISTICS),
                "counter",
                "statistics",
                "measure",
                lifetime);
    }

    @Test
    void aCategoryThatThePolicyNoLongerHasIsGone() {
        story.choice(MONDAY, policy, Action.SAVE, granting());
        story.policy("2", "2026-11-24T00:00:00.000Z", "undeclared", NECESSARY);

        assertThat(story.state("statistics", TUESDAY).reason()).isEqualTo(Reason.CATEGORY_GONE);
    }

    @Test
    void categoriesComeInThePolicysOrderAndThenTheOthers() {
        story.choice(
                MONDAY,
                policy,
                Action.SAVE,
                Map.of("ads", refused(Mechanism.UNDECLARED), "statistics", granted()));

        List<CategoryState> states =
                States.of(story.entries, story.inForce(), Instant.parse(MONDAY));

        assertThat(states)
                .extracting(CategoryState::category)
                .containsExactly("necessary", "statistics", "ads");
        assertThat(states.get(2).reason()).isEqualTo(Reason.REFUSED);
        assertThat(states.get(0).by()).isEqualTo(Optional.empty());
    }

    private static Map<String, dev.consentledger.core.entry.CategoryDecision> granting() {
        return Map.of("statistics", granted());
    }

    private static Map<String, dev.consentledger.core.entry.CategoryDecision> refusing() {
        return Map.of("statistics", refused());
    }
}
