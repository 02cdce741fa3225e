package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.reporting.pack.PackState;
import dev.consentledger.reporting.pack.PackStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Turns rows of {@code audit_pack} into values. */
final class PackRows {

    static final String COLUMNS =
            "pack_order, subjects, case_id, state, done, total, entries, started_at, finished_at,"
                    + " bytes, sha256";

    private PackRows() {}

    /** Of a row with {@link #COLUMNS}. */
    static PackStatus status(Row row) {
        return new PackStatus(
                order(row),
                row.getUUID("case_id"),
                subjects(row),
                Term.parse(PackState.class, row.getString("state")).orElseThrow(),
                row.getLong("done"),
                row.getLong("total"),
                row.getLong("entries"),
                Optional.ofNullable(row.getOffsetDateTime("started_at"))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("finished_at"))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getBuffer("sha256"))
                        .map(
                                sum ->
                                        new PackStatus.FileSum(
                                                row.getLong("bytes"), Hash.of(sum.getBytes()))));
    }

    static PackOrder order(Row row) {
        try {
            byte[] order = row.getBuffer("pack_order").getBytes();
            return PackOrder.read(Fields.of(JsonReader.readObject(order)));
        } catch (MalformedJson e) {
            throw new IllegalStateException("an order of a pack that cannot be read", e);
        }
    }

    static List<Hash> subjects(Row row) {
        return Arrays.stream(row.get(Buffer[].class, "subjects"))
                .map(key -> Hash.of(key.getBytes()))
                .toList();
    }

    static Buffer[] keys(Collection<Hash> subjects) {
        return subjects.stream().map(key -> Buffer.buffer(key.toBytes())).toArray(Buffer[]::new);
    }
}
