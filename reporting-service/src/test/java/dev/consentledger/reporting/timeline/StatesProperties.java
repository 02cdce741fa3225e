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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StatesProperties {

    private static final int MINUTES = 60;
    private static final Group STATISTICS = new Group("statistics", "opt_in", "");

    /** A choice, in the order of the ledger. */
    record Event(int occurred, int received, Action action, Decision decision) {
        int effective() {
            return Math.min(occurred, received);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, MINUTES);
        return Combinators.combine(
                        minutes,
                        minutes,
                        Arbitraries.of(Action.SAVE, Action.WITHDRAW, Action.IMPLIED, Action.EXPIRE),
                        Arbitraries.of(Decision.class))
                .as(Event::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 500, seed = "20261128")
    void whatTakesEffectLaterNeverChangesTheState(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = MINUTES) int asOf) {
        Story all = story(events);
        List<PersonEntry> until =
                all.entries.stream()
                        .filter(entry -> !entry.effectiveAt().isAfter(Consents.minutes(asOf)))
                        .toList();

        assertThat(state(all.entries, all, asOf)).isEqualTo(state(until, all, asOf));
    }

    @Property(tries = 500, seed = "20261128")
    void theOrderOfArrivalDoesNotMatter(
            @ForAll("events") List<Event> events,
            @ForAll @IntRange(max = MINUTES) int asOf,
            @ForAll long seed) {
        Story story = story(events);
        List<PersonEntry> shuffled = new ArrayList<>(story.entries);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(state(shuffled, story, asOf)).isEqualTo(state(story.entries, story, asOf));
        assertThat(Timelines.of(shuffled, story.inForce(), Story.UNTIL))
                .isEqualTo(Timelines.of(story.entries, story.inForce(), Story.UNTIL));
    }

    @Property(tries = 500, seed = "20261128")
    void theStateIsThatOfASecondSlowWayToGetAtIt(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = MINUTES) int asOf) {
        Story story = story(events);
        List<Integer> inOrder = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).effective() <= asOf) {
                inOrder.add(i);
            }
        }
        // Stable, so that the place in the ledger decides between equals.
        inOrder.sort(Comparator.comparingInt(i -> events.get(i).effective()));
        boolean grant = false;
        for (int i : inOrder) {
            Event event = events.get(i);
            if (event.action() == Action.EXPIRE || event.decision() == Decision.REFUSED) {
                grant = false;
            } else if (event.action() != Action.IMPLIED && event.decision() == Decision.GRANTED) {
                grant = true;
            }
        }

        Optional<CategoryState> state = state(story.entries, story, asOf);

        assertThat(state.orElseThrow().counts()).isEqualTo(grant);
        if (inOrder.isEmpty()) {
            assertThat(state.get().reason()).isEqualTo(Reason.NO_EVENT);
        }
    }

    private static Optional<CategoryState> state(List<PersonEntry> entries, Story story, int asOf) {
        Instant time = Consents.minutes(asOf);
        return States.of(entries, story.inForce(), time).stream()
                .filter(state -> state.category().equals("statistics"))
                .findFirst();
    }

    private static Story story(List<Event> events) {
        Story story = new Story();
        Policy policy = story.policy("1", "2026-01-01T00:00:00.000Z", "undeclared", STATISTICS);
        for (Event event : events) {
            story.choice(
                    Consents.minutes(event.occurred()),
                    Consents.minutes(event.received()),
                    policy,
                    event.action(),
                    Map.of(
                            "statistics",
                            new CategoryDecision(
                                    event.decision(), Mechanism.OPT_IN, Signal.BANNER)));
        }
        return story;
    }
}
