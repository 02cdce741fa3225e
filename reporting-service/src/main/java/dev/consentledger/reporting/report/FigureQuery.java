package dev.consentledger.reporting.report;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been projected, for reading. Failures mean that the database cannot be reached. */
public interface FigureQuery {

    /** Before all that can have happened. */
    Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    /** The counts that are asked for, all from one moment of the database. */
    Uni<Answer> counts(List<CountQuestion> questions);

    /** How many subjects stand where now, all from one moment of the database. */
    Uni<StandingsAnswer> standings(String site);

    /** What was decided about changes of a site's policy, in any order. */
    Uni<List<PolicyDecision>> decisions(String site);

    /** The policies that a site is known to have published, with what was decided about them. */
    Uni<PoliciesInForce> policies(String site);

    /**
     * Counts.
     *
     * @param rows by question
     * @param asOf up to which entries they count
     */
    record Answer(List<List<CountRow>> rows, List<ShardPosition> asOf) {}

    /**
     * Standings.
     *
     * @param asOf up to which entries they are
     */
    record StandingsAnswer(Map<StandingCell, Long> subjects, List<ShardPosition> asOf) {}

    /** The figures of a site's categories. */
    default Uni<PeriodFigures> figures(String site, Instant from, Instant to) {
        return counts(List.of(decisions(site, from, to), decisions(site, BEGINNING, to)))
                .map(answer -> new PeriodFigures(figures(answer), answer.asOf()));
    }

    private static CountQuestion decisions(String site, Instant from, Instant to) {
        return new CountQuestion(
                new DecisionsReport(),
                site,
                Dimension.ALL,
                from,
                to,
                Interval.WHOLE,
                ZoneOffset.UTC);
    }

    private static Map<String, Figures> figures(Answer answer) {
        Map<String, Counts> period = byCategory(answer.rows().get(0));
        Map<String, Figures> figures = new HashMap<>();
        byCategory(answer.rows().get(1))
                .forEach(
                        (category, until) ->
                                figures.put(
                                        category,
                                        Figures.of(
                                                period.getOrDefault(category, new Counts()),
                                                until)));
        return figures;
    }

    private static Map<String, Counts> byCategory(List<CountRow> rows) {
        Map<String, Counts> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(row.category(), row.counts(), Counts::plus));
        return sums;
    }

    /**
     * Figures of a period.
     *
     * @param byCategory {@code subjectsGranted} counts as of the period's end
     * @param asOf up to which entries they count
     */
    record PeriodFigures(Map<String, Figures> byCategory, List<ShardPosition> asOf) {}
}
