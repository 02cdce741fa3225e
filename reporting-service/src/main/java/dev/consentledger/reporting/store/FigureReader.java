package dev.consentledger.reporting.store;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.Figures;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.ShardPosition;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads figures. Those of one answer come from one snapshot of the database, together with the
 * positions that they are of.
 */
@ApplicationScoped
public class FigureReader implements FigureQuery {

    private static final String SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String SUMS =
            """
            select c.key.category,
                sum(case when c.key.quarter >= :from then c.granted else 0 end),
                sum(case when c.key.quarter >= :from then c.refused else 0 end),
                sum(case when c.key.quarter >= :from then c.notAsked else 0 end),
                sum(case when c.key.quarter >= :from then c.withdrawn else 0 end),
                sum(c.subjectsGranted)
            from QuarterCount c where c.key.site = :site and c.key.quarter < :to
            group by c.key.category
            """;

    @Override
    public Uni<PeriodFigures> figures(String site, Instant from, Instant to) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> figures(session, site, from, to)));
    }

    private static Uni<PeriodFigures> figures(
            Mutiny.Session session, String site, Instant from, Instant to) {
        return session.createNativeQuery(SNAPSHOT)
                .executeUpdate()
                .chain(() -> sums(session, site, from, to))
                .chain(sums -> positions().map(asOf -> new PeriodFigures(sums, asOf)));
    }

    private static Uni<Map<String, Figures>> sums(
            Mutiny.Session session, String site, Instant from, Instant to) {
        return session.createSelectionQuery(SUMS, Object[].class)
                .setParameter("site", site)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList()
                .map(FigureReader::byCategory);
    }

    private static Map<String, Figures> byCategory(List<Object[]> rows) {
        Map<String, Figures> figures = new HashMap<>();
        for (Object[] row : rows) {
            figures.put(
                    (String) row[0],
                    new Figures(
                            (Long) row[1],
                            (Long) row[2],
                            (Long) row[3],
                            (Long) row[4],
                            (Long) row[5]));
        }
        return figures;
    }

    private static Uni<List<ShardPosition>> positions() {
        return ShardProgress.<ShardProgress>find("order by key.epoch, key.shard")
                .list()
                .map(rows -> rows.stream().map(FigureReader::position).toList());
    }

    private static ShardPosition position(ShardProgress row) {
        return new ShardPosition(row.key.epoch(), row.key.shard(), row.nextIndex);
    }

    @Override
    public Uni<PoliciesInForce> policies(String site) {
        return Panache.withSession(
                        () ->
                                PublishedDocument.<PublishedDocument>find(
                                                "key.site = ?1 and key.kind = 'policy'", site)
                                        .list())
                .map(rows -> new PoliciesInForce(rows.stream().map(FigureReader::policy).toList()));
    }

    private static Policy policy(PublishedDocument row) {
        try {
            return Policy.read(row.document);
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "the policy %s of %s cannot be read: %s"
                            .formatted(row.key.version(), row.key.site(), e.getMessage()),
                    e);
        }
    }
}
