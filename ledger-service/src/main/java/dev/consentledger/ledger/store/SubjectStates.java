package dev.consentledger.ledger.store;

import dev.consentledger.core.log.SubjectState;
import dev.consentledger.core.log.SubjectTag;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Looks up what was done about subjects: of most, nothing. */
final class SubjectStates {

    private SubjectStates() {}

    static Uni<Map<SubjectTag, SubjectState>> of(
            SqlConnection connection, int epoch, int shard, Collection<SubjectTag> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] tags = subjects.stream().map(SubjectTag::value).distinct().toArray(UUID[]::new);
        return connection
                .preparedQuery(
                        """
                        SELECT subject_tag, at, NULL::uuid AS hold_tag FROM tombstones
                        WHERE epoch = $1 AND shard = $2 AND subject_tag = ANY ($3)
                        UNION ALL
                        SELECT subject_tag, NULL, hold_tag FROM holds
                        WHERE epoch = $1 AND shard = $2 AND subject_tag = ANY ($3)""")
                .execute(Tuple.of(epoch, shard, tags))
                .map(SubjectStates::states);
    }

    private static Map<SubjectTag, SubjectState> states(RowSet<Row> rows) {
        Map<SubjectTag, SubjectState> states = new HashMap<>();
        for (Row row : rows) {
            SubjectTag subject = new SubjectTag(row.getUUID("subject_tag"));
            SubjectState state = states.getOrDefault(subject, SubjectState.UNTOUCHED);
            OffsetDateTime at = row.getOffsetDateTime("at");
            states.put(
                    subject,
                    at == null
                            ? state.placed(row.getUUID("hold_tag"))
                            : state.erased(at.toInstant()));
        }
        return states;
    }
}
