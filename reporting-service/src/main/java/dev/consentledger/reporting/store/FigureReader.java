package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.PolicyDecision;
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
    public Uni<StandingsAnswer> standings(String site) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> standings(session, site)));
    }

    private static Uni<StandingsAnswer> standings(Mutiny.Session session, String site) {
        return session.createNativeQuery(SNAPSHOT)
                .executeUpdate()
                .chain(
                        () ->
                                session.createNativeQuery(STANDINGS, Object[].class)
                                        .setParameter("site", site)
                                        .getResultList())
                .map(rows -> standings(site, rows))
                .chain(cells -> positions().map(asOf -> new StandingsAnswer(cells, asOf)));
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
        return new ShardPosition(
                row.key.epoch(),
                row.key.shard(),
                row.nextIndex,
                EdgeFormat.read(row.nextIndex, row.edge).root().toHex());
    }

    @Override
    public Uni<PoliciesInForce> policies(String site) {
        return Panache.withSession(
                () ->
                        PublishedDocument.<PublishedDocument>find(
                                        "key.site = ?1 and key.kind = 'policy'", site)
                                .list()
                                .map(rows -> rows.stream().map(FigureReader::policy).toList())
                                .chain(
                                        policies ->
                                                decisions(site)
                                                        .map(
                                                                decisions ->
                                                                        new PoliciesInForce(
                                                                                policies,
                                                                                decisions))));
    }

    @Override
    public Uni<List<PolicyDecision>> decisions(String site) {
        return Panache.withSession(
                () ->
                        RecordedDecision.<RecordedDecision>find("site", site)
                                .list()
                                .map(rows -> rows.stream().map(FigureReader::decision).toList()));
    }

    private static PolicyDecision decision(RecordedDecision row) {
        if (EntryCodec.decode(row.entry) instanceof Decoding.Readable readable
                && readable.entry() instanceof DecisionEntry entry) {
            return new PolicyDecision(row.key.shard(), row.key.index(), entry);
        }
        throw new IllegalStateException("what was kept as a decision cannot be read");
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
