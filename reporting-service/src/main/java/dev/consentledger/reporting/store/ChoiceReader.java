package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.Epoch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.stream.StreamSupport;

/**
 * Walks through {@code subject_choice} in the order of its primary key, some rows at a time.
 * Thread-safe.
 */
@ApplicationScoped
public class ChoiceReader implements ChoiceIndex {

    /** Some hundred kilobytes at once, and a few questions to the ledger where all have lapsed. */
    private static final int PAGE_ROWS = 1_000;

    static final String CHOICES =
            """
            SELECT shard, subject, site, choices FROM subject_choice
            WHERE epoch = $1 AND (shard, subject) > ($2, $3) AND site = ANY ($4)
            ORDER BY shard, subject LIMIT $5
            """;

    private final Pool pool;
    private final Epoch epoch;

    ChoiceReader(Pool pool, Epoch epoch) {
        this.pool = pool;
        this.epoch = epoch;
    }

    @Override
    public Uni<Page> choices(Collection<String> sites, Place after) {
        Tuple values =
                Tuple.tuple()
                        .addInteger(epoch.number())
                        .addInteger(after.shard())
                        .addValue(Buffer.buffer(after.subject().toBytes()))
                        .addArrayOfString(sites.toArray(String[]::new))
                        .addInteger(PAGE_ROWS);
        return pool.preparedQuery(CHOICES)
                .execute(values)
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(ChoiceReader::row)
                                        .toList())
                .map(rows -> new Page(rows, rows.size() < PAGE_ROWS));
    }

    private static ChoiceIndex.Row row(io.vertx.mutiny.sqlclient.Row row) {
        Hash subject = Hash.of(row.getBuffer(1).getBytes());
        return new ChoiceIndex.Row(
                new Place(row.getInteger(0), subject),
                ChoiceFormat.read(row.getString(2), row.getString(3)));
    }
}
