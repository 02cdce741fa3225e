package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.AccountLink;
import dev.consentledger.reporting.report.People;
import dev.consentledger.reporting.report.People.Ending;
import dev.consentledger.reporting.report.People.Linking;
import dev.consentledger.reporting.report.SubjectEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables {@code subject_entry} and {@code account_link}, inside a batch's transaction. */
final class PeopleTables {

    static final String FORGET =
            "DELETE FROM %s WHERE epoch = $1 AND shard = $2 AND subject = $3 AND index < $4";

    /**
     * Earlier orders to erase the subject stay, since whoever gave one asks for its outcome by its
     * id; they are found by nothing else any more.
     */
    static final String FORGET_WHOM =
            """
            UPDATE subject_entry SET subject = sha256(uuid_send(event_id))
            WHERE epoch = $1 AND shard = $2 AND subject = $3 AND index < $4
                AND kind = 'erasure' AND action = 'erase'
            """;

    private static final List<String> FORGETTING =
            List.of(
                    FORGET_WHOM,
                    FORGET.formatted("subject_entry"),
                    FORGET.formatted("account_link"));

    static final String END_BELOW = FORGET.formatted("subject_entry") + " AND kind = 'consent'";

    /** Who has no subject is known by the key of site and event id. */
    static final String END_AT =
            """
            DELETE FROM subject_entry
            WHERE epoch = $1 AND shard = $2 AND index = ANY ($3) AND kind = 'consent' AND site = $4
                AND subject = sha256(convert_to(site, 'UTF8') || '\\x00'::bytea
                    || convert_to(event_id::text, 'UTF8'))
            """;

    private PeopleTables() {}

    /** In the order that {@link People} asks for. */
    static Uni<Void> write(ShardConnection shard, People people) {
        Uni<Void> written = Uni.createFrom().voidItem();
        if (!people.entries().isEmpty()) {
            written = written.chain(() -> putEntries(shard, people.entries()));
        }
        if (!people.erasures().isEmpty()) {
            written = written.chain(() -> forget(shard, people.erasures()));
        }
        for (Ending ending : people.endings()) {
            written = written.chain(() -> end(shard, ending));
        }
        if (!people.links().isEmpty()) {
            written =
                    written.chain(() -> unlink(shard, people.links()))
                            .chain(() -> link(shard, people.links()));
        }
        return written;
    }

    private static Uni<Void> putEntries(ShardConnection shard, List<SubjectEntry> entries) {
        Columns<SubjectEntry> rows = new Columns<>(entries);
        Tuple values =
                shard.keys()
                        .addValue(rows.longs(SubjectEntry::index))
                        .addValue(rows.bytes(row -> row.subject().toBytes()))
                        .addValue(rows.texts(SubjectEntry::site))
                        .addValue(rows.times(row -> row.effectiveAt().atOffset(ZoneOffset.UTC)))
                        .addValue(rows.ids(SubjectEntry::eventId))
                        .addValue(rows.texts(row -> row.kind().term()))
                        .addValue(rows.texts(SubjectEntry::action))
                        .addValue(rows.ids(PeopleTables::receipt));
        return shard.execute(
                        """
                        INSERT INTO subject_entry
                        SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::text[],
                            $6::timestamptz[], $7::uuid[], $8::text[], $9::text[], $10::uuid[])
                        """,
                        values)
                .replaceWithVoid();
    }

    /** Null, which the column has where there is none. */
    private static UUID receipt(SubjectEntry entry) {
        return entry.receipt().map(ReceiptCode::bits).orElse(null);
    }

    /** One after the other: they are rare, and each is sure to use the index. */
    private static Uni<Void> forget(ShardConnection shard, Map<Hash, Long> erasures) {
        Uni<Void> forgotten = Uni.createFrom().voidItem();
        for (Map.Entry<Hash, Long> erasure : erasures.entrySet()) {
            Buffer subject = Buffer.buffer(erasure.getKey().toBytes());
            for (String statement : FORGETTING) {
                Tuple values = shard.keys().addBuffer(subject).addLong(erasure.getValue());
                forgotten =
                        forgotten.chain(() -> shard.execute(statement, values)).replaceWithVoid();
            }
        }
        return forgotten;
    }

    private static Uni<Void> end(ShardConnection shard, Ending ending) {
        if (ending.subject().isPresent()) {
            Tuple values =
                    shard.keys()
                            .addBuffer(Buffer.buffer(ending.subject().get().toBytes()))
                            .addLong(ending.reach().below().orElseThrow());
            return shard.execute(END_BELOW, values).replaceWithVoid();
        }
        Tuple values =
                shard.keys()
                        .addValue(ending.reach().indexes().toArray(Long[]::new))
                        .addString(ending.site());
        return shard.execute(END_AT, values).replaceWithVoid();
    }

    private static Uni<Void> unlink(ShardConnection shard, Map<AccountLink, Linking> links) {
        return shard.execute(
                        """
                        DELETE FROM account_link AS l
                        USING unnest($3::text[], $4::bytea[], $5::bytea[])
                            AS t (site, account, subject)
                        WHERE l.epoch = $1 AND l.shard = $2 AND l.site = t.site
                            AND l.account = t.account AND l.subject = t.subject
                        """,
                        linkKeys(shard, new Columns<>(List.copyOf(links.keySet()))))
                .replaceWithVoid();
    }

    private static Uni<Void> link(ShardConnection shard, Map<AccountLink, Linking> links) {
        List<AccountLink> made =
                links.keySet().stream().filter(link -> links.get(link).linked()).toList();
        Columns<AccountLink> rows = new Columns<>(made);
        return shard.execute(
                        """
                        INSERT INTO account_link
                        SELECT $1, $2, * FROM unnest($3::text[], $4::bytea[], $5::bytea[],
                            $6::bigint[])
                        """,
                        linkKeys(shard, rows).addValue(rows.longs(row -> links.get(row).index())))
                .replaceWithVoid();
    }

    private static Tuple linkKeys(ShardConnection shard, Columns<AccountLink> rows) {
        return shard.keys()
                .addValue(rows.texts(AccountLink::site))
                .addValue(rows.bytes(row -> row.account().toBytes()))
                .addValue(rows.bytes(row -> row.subject().toBytes()));
    }
}
