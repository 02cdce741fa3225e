package dev.consentledger.reporting.store;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Changes;
import dev.consentledger.reporting.report.SubjectChoices;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code subject_choice}, inside a batch's transaction. */
final class ChoiceTable {

    private static final String INSERT =
            """
            INSERT INTO subject_choice
            SELECT $1, $2, * FROM unnest($3::bytea[], $4::text[], $5::text[])
            """;

    private static final String UPSERT =
            INSERT + "ON CONFLICT (epoch, shard, subject) DO UPDATE SET choices = EXCLUDED.choices";

    private ChoiceTable() {}

    /** The choices so far of the subjects in a batch. */
    static Uni<Map<Hash, SubjectChoices>> read(ShardConnection shard, List<Appended> entries) {
        Buffer[] subjects =
                buffers(
                        entries.stream()
                                .map(Appended::subject)
                                .flatMap(Optional::stream)
                                .distinct()
                                .toList());
        if (subjects.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return shard.execute(
                        "SELECT subject, site, choices FROM subject_choice"
                                + " WHERE epoch = $1 AND shard = $2 AND subject = ANY ($3)",
                        shard.keys().addValue(subjects))
                .map(ChoiceTable::choicesOf);
    }

    private static Map<Hash, SubjectChoices> choicesOf(RowSet<Row> rows) {
        Map<Hash, SubjectChoices> choices = new HashMap<>();
        for (Row row : rows) {
            Hash subject = Hash.of(row.getBuffer(0).getBytes());
            choices.put(subject, ChoiceFormat.read(row.getString(1), row.getString(2)));
        }
        return choices;
    }

    static Uni<Void> forget(ShardConnection shard, Collection<Hash> subjects) {
        return shard.execute(
                        "DELETE FROM subject_choice"
                                + " WHERE epoch = $1 AND shard = $2 AND subject = ANY ($3)",
                        shard.keys().addValue(buffers(subjects)))
                .replaceWithVoid();
    }

    /**
     * Keeps the new choices of subjects, newcomers first: a newcomer's row needs no look whether it
     * is there, since the lock of the shard keeps others from putting it.
     */
    static Uni<Void> put(ShardConnection shard, Changes changes) {
        Map<Hash, SubjectChoices> others = new HashMap<>(changes.subjects());
        Map<Hash, SubjectChoices> newcomers = new HashMap<>();
        changes.newcomers().forEach(subject -> newcomers.put(subject, others.remove(subject)));
        return Uni.join()
                .all(put(shard, newcomers, INSERT), put(shard, others, UPSERT))
                .andFailFast()
                .replaceWithVoid();
    }

    private static Uni<Void> put(
            ShardConnection shard, Map<Hash, SubjectChoices> subjects, String statement) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<Map.Entry<Hash, SubjectChoices>> rows =
                new Columns<>(List.copyOf(subjects.entrySet()));
        Tuple values =
                shard.keys()
                        .addValue(rows.bytes(row -> row.getKey().toBytes()))
                        .addValue(rows.texts(row -> row.getValue().site()))
                        .addValue(rows.texts(row -> ChoiceFormat.write(row.getValue())));
        return shard.execute(statement, values).replaceWithVoid();
    }

    private static Buffer[] buffers(Collection<Hash> hashes) {
        return hashes.stream().map(hash -> Buffer.buffer(hash.toBytes())).toArray(Buffer[]::new);
    }
}
