package dev.consentledger.reporting.figure;

import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.DecisionsReport;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.report.Report;
import dev.consentledger.reporting.report.TimeToDecideReport;
import dev.consentledger.reporting.report.TimeToWithdrawReport;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which figures are asked for.
 *
 * @param to not in it; both ends are beginnings of quarter hours
 * @param zone of the site
 * @param minimumCell what tells of fewer is suppressed; 1 suppresses nothing
 */
public record FigureQuestion(
        String site,
        Instant from,
        Instant to,
        ZoneId zone,
        Dimension by,
        Interval interval,
        Bots bots,
        long minimumCell) {

    /**
     * The counts that the answer is made of, in the order in which {@link FigureTable} takes them.
     */
    public List<CountQuestion> counts() {
        List<CountQuestion> counts =
                new ArrayList<>(
                        List.of(
                                counts(new ActionsReport(), by),
                                counts(new TimeToDecideReport(), by),
                                counts(new DecisionsReport(), by),
                                counts(new TimeToWithdrawReport(), by)));
        if (by == Dimension.ALL) {
            // Which notices offered a category is known by their policy.
            counts.add(counts(new ActionsReport(), Dimension.POLICY));
        }
        return counts;
    }

    private CountQuestion counts(Report report, Dimension dimension) {
        return new CountQuestion(report, site, dimension, from, to, interval, zone);
    }
}
