package dev.consentledger.reporting.store;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Rows turned into columns, the arrays that {@code unnest} takes. */
record Columns<T>(List<T> rows) {

    String[] texts(Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    Long[] longs(ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    Boolean[] flags(Predicate<T> column) {
        return rows.stream().map(column::test).toArray(Boolean[]::new);
    }

    UUID[] ids(Function<T, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    OffsetDateTime[] times(Function<T, OffsetDateTime> column) {
        return rows.stream().map(column).toArray(OffsetDateTime[]::new);
    }

    Buffer[] bytes(Function<T, byte[]> column) {
        return rows.stream().map(column).map(Buffer::buffer).toArray(Buffer[]::new);
    }
}
