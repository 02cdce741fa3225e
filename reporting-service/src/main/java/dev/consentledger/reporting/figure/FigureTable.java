package dev.consentledger.reporting.figure;

import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.ActionsReport.Measure;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The figures of a period, row by row. One object makes one table; not thread-safe. */
public final class FigureTable {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::start).thenComparing(Key::value).thenComparing(Key::category);

    private static final Counts NOTHING = new Counts();

    private final FigureQuestion question;
    private final PoliciesInForce policies;
    private final Map<Key, Counts> actions;
    private final Map<Key, Counts> timeToDecide;
    private final Map<Key, Counts> decisions;
    private final Map<Key, Counts> timeToWithdraw;
    private final Map<Key, Counts> byPolicy;
    private final Map<Key, Long> botEvents = new HashMap<>();

    /** What a row is of. */
    private record Key(Instant start, String value, String category) {

        Key ofEvents() {
            return new Key(start, value, "");
        }
    }

    private FigureTable(
            FigureQuestion question, PoliciesInForce policies, List<List<CountRow>> rows) {
        this.question = question;
        this.policies = policies;
        this.actions = sums(rows.get(0));
        this.timeToDecide = sums(rows.get(1));
        this.decisions = sums(rows.get(2));
        this.timeToWithdraw = sums(rows.get(3));
        this.byPolicy = question.by() == Dimension.ALL ? sums(rows.get(4)) : Map.of();
        rows.get(0).stream()
                .filter(CountRow::bot)
                .forEach(
                        row ->
                                botEvents.merge(
                                        key(row), ActionsReport.events(row.counts()), Long::sum));
    }

    /**
     * Makes the rows: by time, then by value, of the events before those of the categories.
     *
     * @param rows the answers to {@link FigureQuestion#counts}
     * @param policies of the site
     */
    public static List<FigureRow> of(
            FigureQuestion question, PoliciesInForce policies, List<List<CountRow>> rows) {
        return new FigureTable(question, policies, rows).rows();
    }

    private Map<Key, Counts> sums(List<CountRow> rows) {
        Map<Key, Counts> sums = new HashMap<>();
        rows.stream()
                .filter(row -> question.bots().count(row.bot()))
                .forEach(row -> sums.merge(key(row), row.counts(), Counts::plus));
        return sums;
    }

    private Key key(CountRow row) {
        Instant start = row.start().isBefore(question.from()) ? question.from() : row.start();
        return new Key(start, row.value(), row.category());
    }

    private List<FigureRow> rows() {
        Set<Key> keys = new TreeSet<>(ORDER);
        List.of(actions, decisions, timeToWithdraw).forEach(counts -> keys.addAll(counts.keySet()));
        keys.addAll(botEvents.keySet());
        if (question.by() == Dimension.ALL) {
            starts().forEach(start -> keys.add(new Key(start, "", "")));
        }
        return keys.stream()
                .map(this::row)
                .map(row -> row.suppressedBelow(question.minimumCell()))
                .toList();
    }

    /** Of every interval, so that one in which nothing happened is there, too. */
    private List<Instant> starts() {
        List<Instant> starts = new ArrayList<>();
        Instant start = question.from();
        while (start.isBefore(question.to())) {
            starts.add(start);
            start = end(start);
        }
        return starts;
    }

    private Instant end(Instant start) {
        return question.interval().endOf(start, question.to(), question.zone());
    }

    private FigureRow row(Key key) {
        boolean ofCategory = !key.category().isEmpty();
        Sample sample =
                new Sample(
                        actions.getOrDefault(key.ofEvents(), NOTHING),
                        timeToDecide.getOrDefault(key.ofEvents(), NOTHING),
                        decisions.getOrDefault(key, NOTHING),
                        timeToWithdraw.getOrDefault(key, NOTHING),
                        ofCategory ? offered(key) : Optional.empty(),
                        botEvents.getOrDefault(key.ofEvents(), 0L));
        return new FigureRow(
                key.start(),
                end(key.start()),
                key.value(),
                ofCategory ? Optional.of(key.category()) : Optional.empty(),
                Metrics.ALL.stream()
                        .filter(metric -> metric.ofCategories() == ofCategory)
                        .filter(metric -> question.by() == Dimension.ALL || !metric.ofTurns())
                        .map(metric -> metric.value().apply(sample))
                        .toList());
    }

    /**
     * How many of the notices shown offered the category. Which did is known by their policy; where
     * the breakdown is another one, only if all policies of the period do.
     */
    private Optional<Long> offered(Key key) {
        return switch (question.by()) {
            case ALL ->
                    Optional.of(
                            byPolicy.entrySet().stream()
                                    .filter(row -> row.getKey().start().equals(key.start()))
                                    .filter(row -> offers(row.getKey().value(), key.category()))
                                    .mapToLong(row -> row.getValue().of(Measure.SHOWN))
                                    .sum());
            case POLICY -> offers(key.value(), key.category()) ? shown(key) : Optional.empty();
            default ->
                    policies.during(question.from(), question.to()).stream()
                                    .allMatch(p -> offers(p.version(), key.category()))
                            ? shown(key)
                            : Optional.empty();
        };
    }

    private Optional<Long> shown(Key key) {
        return Optional.of(actions.getOrDefault(key.ofEvents(), NOTHING).of(Measure.SHOWN));
    }

    private boolean offers(String version, String category) {
        return policies.all().stream()
                .filter(policy -> policy.version().equals(version))
                .flatMap(policy -> policy.category(category).stream())
                .flatMap(offered -> offered.rules().stream())
                .anyMatch(rule -> Reports.isChoice(rule.mechanism()));
    }
}
