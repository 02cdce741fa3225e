package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.Consents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The figures against a second, slow way to get at them: sort all events, then count. */
class BatchFoldProperties {

    private static final String SITE = "shop.example";
    private static final List<String> CATEGORIES = List.of("statistics", "marketing");
    private static final int MINUTES = 120;

    /** One decision of one subject, in the order of arrival. */
    record Event(int subject, String category, int minute, Decision decision, boolean expiry) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(CATEGORIES),
                        Arbitraries.integers().between(0, MINUTES - 1),
                        Arbitraries.of(Decision.class),
                        Arbitraries.integers().between(0, 9).map(i -> i == 0))
                .as(Event::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500, seed = "20261122")
    void sumsOfChangesAreTheRecomputedFigures(
            @ForAll("events") List<Event> events, @ForAll("batchSizes") int batchSize) {
        Map<Cell, Counts> counts = project(events, batchSize);

        for (String category : CATEGORIES) {
            for (int minute = 0; minute <= MINUTES; minute += 15) {
                Instant until = Consents.minutes(minute);
                assertThat(sum(counts, category, until))
                        .as("%s until minute %d", category, minute)
                        .isEqualTo(recomputed(events, category, minute));
            }
        }
    }

    @Provide
    Arbitrary<Integer> batchSizes() {
        return Arbitraries.integers().between(1, 10);
    }

    private static Map<Cell, Counts> project(List<Event> events, int batchSize) {
        Map<Cell, Counts> counts = new HashMap<>();
        Map<Hash, SubjectChoices> subjects = new HashMap<>();
        List<Appended> all = new ArrayList<>();
        events.forEach(event -> all.add(appended(all.size(), event)));
        for (int i = 0; i < all.size(); i += batchSize) {
            List<Appended> batch = all.subList(i, Math.min(all.size(), i + batchSize));
            Changes changes = BatchFold.fold(batch, subjects);
            subjects.putAll(changes.subjects());
            Cells.of(changes.counts())
                    .forEach((cell, more) -> counts.merge(cell, more, Counts::plus));
        }
        return counts;
    }

    private static Appended appended(int index, Event event) {
        CategoryDecision decision =
                new CategoryDecision(event.decision(), Mechanism.OPT_IN, Signal.BANNER);
        Action action = event.expiry() ? Action.EXPIRE : Action.SAVE;
        return new Appended(
                index,
                index,
                Consents.at(
                        Consents.minutes(event.minute()),
                        SITE,
                        action,
                        Map.of(event.category(), decision)),
                Optional.of(Hash.sha256(new byte[] {(byte) event.subject()})),
                Appended.Marks.NONE,
                Optional.empty(),
                Hash.sha256(new byte[0]));
    }

    private static Figures sum(Map<Cell, Counts> counts, String category, Instant until) {
        Counts sum =
                counts.entrySet().stream()
                        .filter(entry -> entry.getKey().report().equals(DecisionsReport.NAME))
                        .filter(entry -> entry.getKey().dimension() == Dimension.ALL)
                        .filter(entry -> entry.getKey().category().equals(category))
                        .filter(entry -> entry.getKey().start().isBefore(until))
                        .map(Map.Entry::getValue)
                        .reduce(new Counts(), Counts::plus);
        return Figures.of(sum, sum);
    }

    private static Figures recomputed(List<Event> events, String category, int untilMinute) {
        Figures sum = Figures.NONE;
        for (int subject = 0; subject <= 2; subject++) {
            int who = subject;
            List<Event> inOrder =
                    events.stream()
                            .filter(e -> e.subject() == who && e.category().equals(category))
                            .filter(e -> e.minute() < untilMinute)
                            .sorted(Comparator.comparingInt(Event::minute))
                            .toList();
            sum = plus(sum, recomputed(inOrder));
        }
        return sum;
    }

    private static Figures recomputed(List<Event> inOrder) {
        long granted = 0;
        long refused = 0;
        long notAsked = 0;
        long withdrawn = 0;
        boolean grants = false;
        for (Event event : inOrder) {
            if (event.expiry()) {
                grants = false;
            } else if (event.decision() == Decision.GRANTED) {
                granted++;
                grants = true;
            } else if (event.decision() == Decision.REFUSED) {
                refused++;
                withdrawn += grants ? 1 : 0;
                grants = false;
            } else {
                notAsked++;
            }
        }
        return new Figures(granted, refused, notAsked, withdrawn, grants ? 1 : 0);
    }

    private static Figures plus(Figures one, Figures other) {
        return new Figures(
                one.granted() + other.granted(),
                one.refused() + other.refused(),
                one.notAsked() + other.notAsked(),
                one.withdrawn() + other.withdrawn(),
                one.subjectsGranted() + other.subjectsGranted());
    }
}
