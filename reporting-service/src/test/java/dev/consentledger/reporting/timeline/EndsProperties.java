package dev.consentledger.reporting.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.PolicyDocuments.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The ends of consents against the states of their categories, which are made in another way. */
class EndsProperties {

    private static final int MINUTES = 60;

    /** A choice, in the order of the ledger. */
    record Event(int occurred, int received, Action action, Decision one, Decision other) {}

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, MINUTES);
        Arbitrary<Decision> decisions = Arbitraries.of(Decision.class);
        return Combinators.combine(
                        minutes,
                        minutes,
                        Arbitraries.of(Action.SAVE, Action.WITHDRAW, Action.IMPLIED, Action.EXPIRE),
                        decisions,
                        decisions)
                .as(Event::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 500, seed = "20261128")
    void aConsentEndsWhenItCountsForNothingAnyMore(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = 2 * MINUTES) int asOf) {
        Story story = story(events);
        Instant now = Consents.minutes(asOf);

        Map<PersonEntry, Instant> ends = Ends.of(story.entries, story.inForce(), now);

        for (PersonEntry consent : story.entries) {
            if (consent.effectiveAt().isAfter(now)) {
                assertThat(ends).doesNotContainKey(consent);
                continue;
            }
            assertThat(ends.containsKey(consent))
                    .as("%s as of %d", consent, asOf)
                    .isEqualTo(!counts(consent, story, now));
            if (ends.containsKey(consent)) {
                Instant end = ends.get(consent);
                assertThat(counts(consent, story, end)).isFalse();
                assertThat(end).isBetween(consent.effectiveAt(), now);
                assertThat(
                                end.equals(consent.effectiveAt())
                                        || counts(consent, story, end.minusMillis(1)))
                        .as("%s counts until %s", consent, end)
                        .isTrue();
            }
        }
    }

    private static boolean counts(PersonEntry consent, Story story, Instant at) {
        return States.of(story.entries, story.inForce(), at).stream()
                .anyMatch(s -> s.counts() && s.by().filter(consent::equals).isPresent());
    }

    /** Grants count for half an hour, and what is asked for changes after forty minutes. */
    private static Story story(List<Event> events) {
        Story story = new Story();
        Policy policy =
                story.policy(
                        "1",
                        "2026-01-01T00:00:00.000Z",
                        "PT30M",
                        new Group("statistics", "opt_in", ""),
                        new Group("marketing", "opt_out", ""));
        story.policy(
                "2",
                "2026-11-22T10:40:00.000Z",
                "PT30M",
                new Group("statistics", "opt_in", ""),
                new Group("marketing", "opt_in", ""));
        for (Event event : events) {
            story.choice(
                    Consents.minutes(event.occurred()),
                    Consents.minutes(event.received()),
                    policy,
                    event.action(),
                    Map.of(
                            "statistics",
                            decided(event.one()),
                            "marketing",
                            decided(event.other())));
        }
        return story;
    }

    private static CategoryDecision decided(Decision decision) {
        return new CategoryDecision(decision, Mechanism.OPT_IN, Signal.BANNER);
    }
}
