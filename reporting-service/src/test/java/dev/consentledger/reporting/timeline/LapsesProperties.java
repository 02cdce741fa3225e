package dev.consentledger.reporting.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.expiry.Validities;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.BatchFold;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.SubjectChoices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What recording every lapse as an expiry changes, and what it leaves alone. */
class LapsesProperties {

    private static final int MINUTES = 75;
    private static final Instant END = Consents.minutes(2 * MINUTES);
    private static final Hash ANNA = Hash.sha256(new byte[] {1});

    /** A choice, in the order of the ledger. */
    record Event(int occurred, int received, Action action, Decision one, Decision other) {}

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, MINUTES);
        Arbitrary<Decision> decisions = Arbitraries.of(Decision.class);
        return Combinators.combine(
                        minutes,
                        minutes,
                        Arbitraries.of(Action.SAVE, Action.GPC, Action.WITHDRAW),
                        decisions,
                        decisions)
                .as(Event::new)
                .list()
                .ofMaxSize(10);
    }

    @Property(tries = 60, seed = "20261129")
    void expiriesChangeNobodysStateAtAnyTimeAndAreRecordedOnce(
            @ForAll("events") List<Event> events) {
        Story story = story(events);
        List<List<Boolean>> before = counting(story);

        List<Lapse> lapses = Lapses.of(story.entries, story.inForce(), END);
        record(story, lapses);

        assertThat(counting(story)).isEqualTo(before);
        assertThat(Lapses.of(story.entries, story.inForce(), END)).isEmpty();
        assertThat(lapses).doesNotHaveDuplicates();
    }

    @Property(tries = 200, seed = "20261129")
    void nobodyIsPassedOverByTheChoicesAloneAndNobodyIsAskedAboutTwice(
            @ForAll("events") List<Event> events) {
        Story story = story(events);
        Validities validities = Validities.of(story.inForce());

        List<Lapse> lapses = Lapses.of(story.entries, story.inForce(), END);

        assertThat(validities.mayHaveLapsed(choices(story), END)).isEqualTo(!lapses.isEmpty());

        record(story, lapses);

        assertThat(validities.mayHaveLapsed(choices(story), END)).isFalse();
    }

    @Property(tries = 200, seed = "20261129")
    void afterTheirExpiriesNoChoiceIsAGrantAnyMore(@ForAll("events") List<Event> events) {
        Story story = story(events);
        record(story, Lapses.of(story.entries, story.inForce(), END));

        assertThat(choices(story).byCategory().values())
                .allSatisfy(
                        history ->
                                assertThat(history.choices())
                                        .last()
                                        .extracting(Choice::standing)
                                        .isNotEqualTo(
                                                dev.consentledger.reporting.report.Standing
                                                        .GRANTED));
    }

    private static void record(Story story, List<Lapse> lapses) {
        for (Lapse lapse : lapses) {
            story.choice(
                    lapse.at(),
                    END,
                    story.policies.get(0),
                    Action.EXPIRE,
                    Map.of(lapse.category(), decided(Decision.NOT_ASKED)));
        }
    }

    private static List<List<Boolean>> counting(Story story) {
        return IntStream.rangeClosed(0, 2 * MINUTES)
                .mapToObj(Consents::minutes)
                .map(
                        time ->
                                List.of("statistics", "marketing").stream()
                                        .map(c -> story.state(c, time.toString()).counts())
                                        .toList())
                .toList();
    }

    private static SubjectChoices choices(Story story) {
        return BatchFold.fold(appended(story), Map.of())
                .subjects()
                .getOrDefault(ANNA, SubjectChoices.none(Story.SITE));
    }

    private static List<Appended> appended(Story story) {
        return story.entries.stream()
                .map(
                        entry ->
                                new Appended(
                                        entry.index(),
                                        entry.index(),
                                        (ConsentEntry) entry.entry(),
                                        Optional.of(ANNA),
                                        Appended.Marks.NONE,
                                        Optional.empty(),
                                        Hash.sha256(new byte[0])))
                .toList();
    }

    /** Grants count for half an hour. */
    private static Story story(List<Event> events) {
        Story story = new Story();
        Policy policy =
                story.policy(
                        "1",
                        "2026-01-01T00:00:00.000Z",
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
