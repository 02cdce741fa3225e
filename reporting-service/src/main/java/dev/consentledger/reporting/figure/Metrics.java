package dev.consentledger.reporting.figure;

import dev.consentledger.reporting.figure.Metric.Term;
import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.ActionsReport.Measure;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DecisionsReport;
import dev.consentledger.reporting.report.Spans;
import dev.consentledger.reporting.report.TimeToDecideReport;
import dev.consentledger.reporting.report.TimeToWithdrawReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Every metric there is, each defined once. */
public final class Metrics {

    private static final String NOBODY_CHOSE = "nobody chose";
    private static final String NOBODY_DECIDED = "nobody granted or refused";
    private static final String NOTHING_SHOWN = "no notice was recorded as shown";
    private static final String UNSHOWN_ANSWERS =
            "more answers than notices: not every notice was recorded as shown";
    private static final String IMPOSSIBLE = "more than there can be";

    private static final Term SHOWN = new Term("notices_shown", actions(Measure.SHOWN));
    private static final Term CHOICES =
            new Term("choices", actions(Measure.ACCEPT_ALL, Measure.REJECT_ALL, Measure.SAVE));
    private static final Term EVENTS =
            new Term("events", sample -> ActionsReport.events(sample.actions()));
    private static final Term CHOSEN =
            new Term(
                    "granted + refused",
                    decisions(DecisionsReport.Measure.GRANTED, DecisionsReport.Measure.REFUSED));

    public static final List<Metric> ALL = all();

    private Metrics() {}

    public static Optional<Metric> named(String name) {
        return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    /** The figure of a row in which nothing was counted. */
    public static Figure nothing(Metric metric) {
        Counts none = new Counts();
        return metric.value().apply(new Sample(none, none, none, none, Optional.empty(), 0));
    }

    private static List<Metric> all() {
        List<Metric> all = new ArrayList<>();
        all.addAll(notices());
        all.addAll(actions());
        all.addAll(
                spans(
                        TimeToDecideReport.NAME,
                        false,
                        TimeToDecideReport.SPANS,
                        Sample::timeToDecide,
                        "choices whose notice is known"));
        all.addAll(categories());
        spans(
                        TimeToWithdrawReport.NAME,
                        true,
                        TimeToWithdrawReport.SPANS,
                        Sample::timeToWithdraw,
                        "withdrawn")
                .forEach(metric -> all.add(metric.turns()));
        return List.copyOf(all);
    }

    private static List<Metric> notices() {
        return List.of(
                Metric.count("notices_shown", false, "events `shown`", SHOWN.count()),
                Metric.rate(
                        "interaction_rate",
                        false,
                        new Term(
                                "events `accept_all`, `reject_all`, `save`, `acknowledge` and"
                                        + " `dismiss` that name their notice",
                                actions(Measure.ANSWERS)),
                        SHOWN,
                        NOTHING_SHOWN,
                        UNSHOWN_ANSWERS),
                Metric.rate(
                        "no_choice_rate",
                        false,
                        new Term(
                                "notices_shown - choices that name their notice",
                                sample ->
                                        sample.actions().of(Measure.SHOWN)
                                                - sample.actions().of(Measure.CHOSEN_ANSWERS)),
                        SHOWN,
                        NOTHING_SHOWN,
                        UNSHOWN_ANSWERS));
    }

    private static List<Metric> actions() {
        return List.of(
                Metric.count(
                        "choices",
                        false,
                        "events `accept_all`, `reject_all` and `save`",
                        CHOICES.count()),
                ofChoices("accept_all_rate", Measure.ACCEPT_ALL),
                ofChoices("reject_all_rate", Measure.REJECT_ALL),
                ofChoices("own_choice_rate", Measure.SAVE),
                count("withdrawals", Measure.WITHDRAW),
                count("gpc_signals", Measure.GPC),
                count("acknowledged", Measure.ACKNOWLEDGE),
                count("dismissed", Measure.DISMISS),
                count("implied", Measure.IMPLIED),
                count("expired", Measure.EXPIRE),
                count("imported", Measure.IMPORT),
                Metric.rate(
                        "late_rate",
                        false,
                        new Term(
                                "events received more than an hour after they took effect, but for expiries",
                                actions(Measure.LATE)),
                        EVENTS,
                        "nothing happened",
                        IMPOSSIBLE),
                Metric.count(
                        "under_retired_policy",
                        false,
                        "events with the flag `policy_retired`",
                        actions(Measure.RETIRED)),
                Metric.count(
                        "bot_events",
                        false,
                        "events with a bot label, also where the other figures leave them out",
                        Sample::botEvents));
    }

    private static Metric count(String name, Measure action) {
        return Metric.count(name, false, "events `%s`".formatted(action.term()), actions(action));
    }

    private static Metric ofChoices(String name, Measure action) {
        Term numerator = new Term("events `%s`".formatted(action.term()), actions(action));
        return Metric.rate(name, false, numerator, CHOICES, NOBODY_CHOSE, IMPOSSIBLE);
    }

    private static List<Metric> categories() {
        return List.of(
                ofCategory("granted", "decisions `granted`", DecisionsReport.Measure.GRANTED),
                ofCategory(
                        "refused",
                        "decisions `refused`, withdrawals among them",
                        DecisionsReport.Measure.REFUSED),
                ofCategory("not_asked", "decisions `not_asked`", DecisionsReport.Measure.NOT_ASKED),
                Metric.rate(
                        "opt_in_of_choices",
                        true,
                        new Term("granted", decisions(DecisionsReport.Measure.GRANTED)),
                        CHOSEN,
                        NOBODY_DECIDED,
                        IMPOSSIBLE),
                Metric.rate(
                        "opt_in_of_shown",
                        true,
                        new Term(
                                "decisions `granted` that name their notice",
                                decisions(DecisionsReport.Measure.GRANTED_ANSWERS)),
                        new Term(
                                "notices_shown under policies that offer the category",
                                sample -> sample.offered().orElse(0L)),
                        "no notice that is known to offer the category was recorded as shown",
                        UNSHOWN_ANSWERS),
                ofCategory(
                                "withdrawn",
                                "refusals that followed a grant of the same subject",
                                DecisionsReport.Measure.WITHDRAWN)
                        .turns(),
                ofCategory(
                                "granted_again",
                                "grants that followed a refusal of the same subject",
                                DecisionsReport.Measure.GRANTED_AGAIN)
                        .turns());
    }

    private static Metric ofCategory(String name, String words, DecisionsReport.Measure measure) {
        return Metric.count(name, true, words, decisions(measure));
    }

    private static List<Metric> spans(
            String name,
            boolean ofCategories,
            Spans spans,
            Function<Sample, Counts> counts,
            String denominator) {
        List<Metric> metrics = new ArrayList<>();
        List<String> names = spans.names();
        for (int i = 0; i < names.size(); i++) {
            int span = i;
            metrics.add(
                    Metric.rate(
                            name + "_" + names.get(i),
                            ofCategories,
                            new Term(
                                    "those of this time, not of a shorter one",
                                    sample -> counts.apply(sample).at(span)),
                            new Term(denominator, sample -> sum(counts.apply(sample))),
                            "no such time is known",
                            IMPOSSIBLE));
        }
        return metrics;
    }

    private static long sum(Counts counts) {
        long sum = 0;
        for (long count : counts.toArray()) {
            sum += count;
        }
        return sum;
    }

    private static ToLongFunction<Sample> actions(Measure... measures) {
        return sample -> sum(sample.actions(), measures);
    }

    private static ToLongFunction<Sample> decisions(DecisionsReport.Measure... measures) {
        return sample -> sum(sample.decisions(), measures);
    }

    private static long sum(Counts counts, Enum<?>... measures) {
        long sum = 0;
        for (Enum<?> measure : measures) {
            sum += counts.of(measure);
        }
        return sum;
    }
}
