package dev.consentledger.reporting.timeline;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.notAsked;
import static dev.consentledger.reporting.Consents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.PolicyDocuments.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelinesTest {

    private static final Group[] BOTH = {
        new Group("statistics", "opt_in", ""), new Group("marketing", "opt_in", "")
    };

    private final Story story = new Story();
    private final Policy policy = story.policy("1", "2026-01-01T00:00:00.000Z", "undeclared", BOTH);

    @Test
    void eachEventIsNamedByWhatItDidToWhatWasBefore() {
        choice(1, Action.SHOWN, Map.of());
        choice(2, Action.SAVE, Map.of("statistics", granted(), "marketing", refused()));
        choice(3, Action.SAVE, Map.of("statistics", granted()));
        choice(4, Action.SAVE, Map.of("statistics", refused(), "marketing", granted()));
        choice(5, Action.WITHDRAW, Map.of("marketing", refused()));
        choice(6, Action.REJECT_ALL, Map.of("statistics", refused(), "marketing", refused()));
        choice(7, Action.DISMISS, Map.of("statistics", notAsked(Mechanism.OPT_IN)));
        choice(8, Action.EXPIRE, Map.of("statistics", granted()));

        assertThat(story.happenings())
                .containsExactly(
                        Happening.SHOWN,
                        Happening.GIVEN,
                        Happening.RENEWED,
                        Happening.CHANGED,
                        Happening.WITHDRAWN,
                        Happening.REFUSED,
                        Happening.DISMISSED,
                        Happening.EXPIRED);
    }

    @Test
    void eventsStandInTheOrderOfEffectAndAreNamedByIt() {
        choice(5, Action.WITHDRAW, Map.of("statistics", refused()));
        choice(2, Action.SAVE, Map.of("statistics", granted()));

        assertThat(story.happenings()).containsExactly(Happening.GIVEN, Happening.WITHDRAWN);
    }

    @Test
    void changesOfThePolicyStandBetweenTheEvents() {
        story.policy("2", "2026-11-03T00:00:00.000Z", "undeclared", BOTH);
        story.policy("3", "2026-12-03T00:00:00.000Z", "undeclared", BOTH);
        choice(2, Action.SAVE, Map.of("statistics", granted()));
        choice(5, Action.WITHDRAW, Map.of("statistics", refused()));

        List<TimelineEvent> events = Timelines.of(story.entries, story.inForce(), Story.UNTIL);

        assertThat(events)
                .extracting(TimelineEvent::happening)
                .containsExactly(Happening.GIVEN, Happening.POLICY_CHANGED, Happening.WITHDRAWN);
        assertThat(events.get(1).policy().orElseThrow().version()).isEqualTo("2");
        assertThat(events.get(1).at()).isEqualTo(Instant.parse("2026-11-03T00:00:00Z"));
    }

    @Test
    void actsAreNamedToo() {
        story.act("2026-11-01T00:00:00Z", Kind.LINK, Act.LINKED);
        story.act("2026-11-02T00:00:00Z", Kind.HOLD, Act.PLACED);
        story.act("2026-11-03T00:00:00Z", Kind.ERASURE, Act.RESTRICT);
        story.act("2026-11-04T00:00:00Z", Kind.ACCESS, Act.LOOK_UP);
        story.act("2026-11-05T00:00:00Z", Kind.ERASURE, Act.ERASE);

        assertThat(story.happenings())
                .containsExactly(
                        Happening.LINKED,
                        Happening.HELD,
                        Happening.RESTRICTED,
                        Happening.ACCESSED,
                        Happening.ERASED);
    }

    @Test
    void aRestrictionHoldsUntilItIsLiftedInTheOrderOfTheLedger() {
        assertThat(Timelines.restricted(story.entries)).isFalse();
        story.act("2026-11-03T00:00:00Z", Kind.ERASURE, Act.RESTRICT);
        assertThat(Timelines.restricted(story.entries)).isTrue();
        story.act("2026-11-02T00:00:00Z", Kind.ERASURE, Act.UNRESTRICT);
        assertThat(Timelines.restricted(story.entries)).isFalse();
    }

    @Test
    void nobodyHasNoEvents() {
        assertThat(story.happenings()).isEmpty();
    }

    private void choice(
            int day,
            Action action,
            Map<String, dev.consentledger.core.entry.CategoryDecision> decisions) {
        story.choice("2026-11-%02dT10:00:00Z".formatted(day), policy, action, decisions);
    }
}
