package dev.consentledger.reporting.store;

import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Grain;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of {@code report_count}: site, report, grain, start, and one for each dimension. */
final class BlockColumns {

    /** Those of the dimensions, in their order. */
    static final String NAMES = forEachDimension(BlockColumns::name);

    /** Likewise, in what an upsert would have inserted. */
    static final String NEW_VALUES = forEachDimension(d -> "EXCLUDED." + name(d));

    private static final int KEYS = 4;

    private BlockColumns() {}

    static String name(Dimension dimension) {
        return "by_" + dimension.term();
    }

    private static String forEachDimension(Function<Dimension, String> text) {
        return Arrays.stream(Dimension.values()).map(text).collect(Collectors.joining(", "));
    }

    /** Arrays of the dimensions' columns as parameters. */
    static String parameters(int first) {
        return IntStream.range(first, first + Dimension.values().length)
                .mapToObj("$%d::bytea[]"::formatted)
                .collect(Collectors.joining(", "));
    }

    /** The block of a row that begins with site, report, grain and start. */
    static Block block(Row row) {
        return new Block(
                row.getString(0),
                row.getString(1),
                Term.parse(Grain.class, row.getString(2)).orElseThrow(),
                row.getOffsetDateTime(3).toInstant());
    }

    /** The counts of a row that goes on with all dimensions. */
    static BlockCounts counts(Row row) {
        Map<Dimension, byte[]> counts = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            counts.put(dimension, row.getBuffer(KEYS + dimension.ordinal()).getBytes());
        }
        return new BlockCounts(counts);
    }
}
