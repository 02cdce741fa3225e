package dev.consentledger.reporting.report;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What has been projected, for reading. Failures mean that the database cannot be reached. */
public interface FigureQuery {

    /** The figures of a site's categories, from one moment of the database. */
    Uni<PeriodFigures> figures(String site, Instant from, Instant to);

    /** The policies that a site is known to have published. */
    Uni<PoliciesInForce> policies(String site);

    /**
     * Figures of a period.
     *
     * @param byCategory {@code subjectsGranted} counts as of the period's end
     * @param asOf up to which entries they count
     */
    record PeriodFigures(Map<String, Figures> byCategory, List<ShardPosition> asOf) {}
}
