package dev.consentledger.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.Acts;
import dev.consentledger.reporting.PolicyDocuments;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.figure.Visits.Visit;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.BatchFold;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Cells;
import dev.consentledger.reporting.report.Changes;
import dev.consentledger.reporting.report.Continuation;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.SubjectChoices;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of many visits of each site against a second, slow way to get at them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@ValueSource(strings = {"imagine.art", "immag.in", "imsupporting.com", "pixevety.com"})
class FigureTableTest {

    /** Of a site. Two million of the four. */
    private static final int VISITS =
            "exhaustive".equals(System.getProperty("tests.extent")) ? 500_000 : 1_000;

    private static final int BATCH = 700;

    /** One entry in so many is told twice. */
    private static final int TOLD_TWICE = 40;

    private static final long SEED = 20_261_129;

    private static final PoliciesInForce POLICIES =
            new PoliciesInForce(
                    List.of(
                            PolicyDocuments.policy(
                                    "1",
                                    "2026-01-01T00:00:00.000Z",
                                    false,
                                    new Group("statistics", "opt_in", "")),
                            PolicyDocuments.policy(
                                    "2",
                                    "2026-03-29T00:00:00.000Z",
                                    false,
                                    new Group("statistics", "opt_in", ""),
                                    new Group("marketing", "opt_out", ""))));
    private static final Map<String, Set<String>> OFFERED =
            Map.of("1", Set.of("statistics"), "2", Set.of("statistics", "marketing"));

    private static final ZoneId DAYS = ZoneId.of("Asia/Kolkata");

    private final List<Visit> visits = new ArrayList<>();
    private final Map<Cell, Counts> counts = new HashMap<>();
    @Parameter String site;

    @BeforeParameterizedClassInvocation
    void project() {
        visits.clear();
        counts.clear();
        Visits source = new Visits(site, VISITS / 12, SEED + site.hashCode());
        Random random = new Random(SEED);
        Position position = Position.START;
        for (int i = 0; i < VISITS; i++) {
            visits.add(source.next());
        }
        Map<Hash, SubjectChoices> subjects = new HashMap<>();
        for (int from = 0; from < VISITS; from += BATCH) {
            List<Appended> batch = new ArrayList<>();
            for (int i = from; i < Math.min(VISITS, from + BATCH); i++) {
                batch.add(appended(i, visits.get(i)));
                if (random.nextInt(TOLD_TWICE) == 0) {
                    int again = random.nextInt(i + 1);
                    batch.add(appended(again, visits.get(again)));
                }
            }
            Continuation next = Continuation.of(position, batch);
            position = next.after();
            Changes changes = BatchFold.fold(next.entries(), subjects);
            subjects.keySet().removeAll(changes.forgotten());
            subjects.putAll(changes.subjects());
            Cells.of(changes.counts())
                    .forEach((cell, more) -> counts.merge(cell, more, Counts::plus));
        }
        counts.putAll(Cells.of(new DayZones(Map.of(site, DAYS)).days(Cells.blocks(counts))));
    }

    private Appended appended(int index, Visit visit) {
        Optional<Hash> subject = visit.subject().map(name -> Hash.sha256(name.getBytes()));
        return visit.entry().isPresent()
                ? new Appended(
                        index,
                        index,
                        visit.entry().get(),
                        subject,
                        Appended.Marks.NONE,
                        Optional.empty(),
                        Hash.sha256(new byte[0]))
                : new Appended(
                        index,
                        index,
                        Acts.of(Kind.ERASURE, Act.ERASE, site, Visits.START),
                        subject,
                        new Appended.Marks(Optional.empty(), Optional.empty(), true),
                        Optional.empty(),
                        Hash.sha256(new byte[0]));
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureOfEveryBreakdownIsTheRecomputedOne(Dimension by) {
        for (Bots bots : Bots.values()) {
            assertSame(question(by, Interval.WHOLE, bots, "Etc/UTC", "2026-03-27T22:15:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureOfEveryIntervalIsTheRecomputedOne(Interval interval) {
        // Days of 23 hours, and hours that begin at half past.
        for (String zone : List.of("Europe/Berlin", "Asia/Kolkata", "Etc/UTC")) {
            assertSame(
                    question(Dimension.ALL, interval, Bots.WITHOUT, zone, "2026-03-27T10:45:00Z"));
            assertSame(
                    question(Dimension.LAYER, interval, Bots.WITH, zone, "2026-03-27T00:00:00Z"));
        }
    }

    private FigureQuestion question(
            Dimension by, Interval interval, Bots bots, String zone, String from) {
        return new FigureQuestion(
                site,
                Instant.parse(from),
                Instant.parse("2026-03-31T13:30:00Z"),
                ZoneId.of(zone),
                by,
                interval,
                bots,
                1);
    }

    private void assertSame(FigureQuestion question) {
        List<FigureRow> rows = FigureTable.of(question, POLICIES, read(question));
        Map<String, Map<String, List<Long>>> expected =
                new SlowFigures(question, OFFERED).of(visits);

        assertThat(rows).isNotEmpty();
        assertThat(rows.stream().map(FigureTableTest::key)).containsAll(expected.keySet());
        for (FigureRow row : rows) {
            if (!expected.containsKey(key(row))) {
                assertNothingHappened(row);
                continue;
            }
            Map<String, List<Long>> ofRow = expected.get(key(row));
            for (Figure figure : row.figures()) {
                List<Long> values = new ArrayList<>(List.of(figure.numerator().orElseThrow()));
                figure.denominator().ifPresent(values::add);
                List<Long> none = figure.denominator().isPresent() ? List.of(0L, 0L) : List.of(0L);
                assertThat(values)
                        .as("%s of %s in %s", figure.metric(), key(row), question)
                        .isEqualTo(ofRow.getOrDefault(figure.metric(), none));
            }
            assertThat(row.figures().stream().map(Figure::metric)).containsAll(ofRow.keySet());
        }
    }

    /** Where choices came and went again, or time itself is a row. */
    private static void assertNothingHappened(FigureRow row) {
        assertThat(row.figures()).isNotEmpty().allMatch(f -> f.numerator().orElseThrow() == 0);
    }

    private static String key(FigureRow row) {
        return row.from() + "|" + row.value() + "|" + row.category().orElse("");
    }

    /** What the database does: sums of the cells in the parts of the period. */
    private List<List<CountRow>> read(FigureQuestion question) {
        return question.counts().stream().map(this::read).toList();
    }

    private List<CountRow> read(CountQuestion question) {
        Map<CountRow, Counts> sums = new HashMap<>();
        List<CountQuestion.Part> parts = question.parts(Optional.of(DAYS));
        counts.forEach(
                (cell, more) -> {
                    boolean in =
                            parts.stream()
                                    .anyMatch(
                                            part ->
                                                    cell.grain() == part.grain()
                                                            && !cell.start().isBefore(part.from())
                                                            && cell.start().isBefore(part.to()));
                    if (in
                            && cell.report().equals(question.report().name())
                            && cell.dimension() == question.dimension()) {
                        CountRow key =
                                new CountRow(
                                        start(question, cell.start()),
                                        cell.category(),
                                        cell.value(),
                                        cell.bot(),
                                        new Counts());
                        sums.merge(key, more, Counts::plus);
                    }
                });
        return sums.entrySet().stream()
                .map(
                        sum ->
                                new CountRow(
                                        sum.getKey().start(),
                                        sum.getKey().category(),
                                        sum.getKey().value(),
                                        sum.getKey().bot(),
                                        sum.getValue()))
                .toList();
    }

    private static Instant start(CountQuestion question, Instant time) {
        return switch (question.interval()) {
            case WHOLE -> question.from();
            case HOUR -> time.atZone(question.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY ->
                    time.atZone(question.zone())
                            .toLocalDate()
                            .atStartOfDay(question.zone())
                            .toInstant();
        };
    }

    @Test
    void whatTellsOfFewIsSuppressedBothWays() {
        assertThat(Figure.rate("r", 97, 100).suppressedBelow(5).numerator()).isEmpty();
        assertThat(Figure.rate("r", 3, 100).suppressedBelow(5).rate()).isEmpty();
        assertThat(Figure.rate("r", 95, 100).suppressedBelow(5).rate()).isPresent();
        assertThat(Figure.rate("r", 0, 100).suppressedBelow(5).rate()).isPresent();
        assertThat(Figure.rate("r", 2, 2).suppressedBelow(5).denominator()).isEmpty();
        assertThat(Figure.count("c", 4).suppressedBelow(5).absent())
                .contains("suppressed: fewer than 5");
    }

    @Test
    void ratesThatCannotBeAreNotGiven() {
        Counts none = new Counts();
        Counts answersOnly = new Counts(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3);
        Sample sample = new Sample(answersOnly, none, none, none, Optional.empty(), 0);

        Figure shown = Metrics.named("no_choice_rate").orElseThrow().value().apply(sample);
        Figure accepted = Metrics.named("accept_all_rate").orElseThrow().value().apply(sample);

        assertThat(shown.rate()).isEmpty();
        assertThat(shown.absent()).contains("no notice was recorded as shown");
        assertThat(accepted.rate().map(Proportion::share)).contains(1.0);
    }

    @Test
    void namesOfMetricsAreUnique() {
        List<String> names = Metrics.ALL.stream().map(Metric::name).toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(Arrays.asList("opt_in_of_choices", "opt_in_of_shown", "no_choice_rate"))
                .allMatch(names::contains);
    }
}
