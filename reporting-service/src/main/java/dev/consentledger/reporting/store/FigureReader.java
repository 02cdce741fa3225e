package dev.consentledger.reporting.store;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.ShardPosition;
import dev.consentledger.reporting.report.Standing;
import dev.consentledger.reporting.report.StandingCell;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    private static final String STANDINGS =
            """
            SELECT category, standing, policy, jurisdiction, CAST(sum(subjects) AS bigint)
            FROM standing_count WHERE site = :site
            GROUP BY category, standing, policy, jurisdiction HAVING sum(subjects) <> 0
            """;

    @Override
    public Uni<Answer> counts(List<CountQuestion> questions) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> counts(session, questions)));
    }

    private static Uni<Answer> counts(Mutiny.Session session, List<CountQuestion> questions) {
        return session.createNativeQuery(SNAPSHOT)
                .executeUpdate()
                .chain(() -> rows(session, questions))
                .chain(rows -> positions().map(asOf -> new Answer(rows, asOf)));
    }

    private static Uni<List<List<CountRow>>> rows(
            Mutiny.Session session, List<CountQuestion> questions) {
        return Multi.createFrom()
                .iterable(questions)
                .onItem()
                .transformToUniAndConcatenate(question -> CountSums.read(session, question))
                .collect()
                .asList();
    }

    @Override
    public Uni<Map<StandingCell, Long>> standings(String site) {
        return Panache.withSession(
                () ->
                        Panache.getSession()
                                .chain(
                                        session ->
                                                session.createNativeQuery(STANDINGS, Object[].class)
                                                        .setParameter("site", site)
                                                        .getResultList())
                                .map(rows -> standings(site, rows)));
    }

    private static Map<StandingCell, Long> standings(String site, List<Object[]> rows) {
        Map<StandingCell, Long> standings = new HashMap<>();
        for (Object[] row : rows) {
            Standing standing = Standing.valueOf(((String) row[1]).toUpperCase(Locale.ROOT));
            Choice.Under under = new Choice.Under((String) row[2], (String) row[3]);
            standings.put(new StandingCell(site, (String) row[0], standing, under), (Long) row[4]);
        }
        return standings;
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
