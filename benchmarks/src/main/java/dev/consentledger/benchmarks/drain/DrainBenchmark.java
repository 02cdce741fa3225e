package dev.consentledger.benchmarks.drain;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * How fast a filled records topic drains into the ledger, beside the ceiling, in the same run and
 * in alternating order.
 */
public final class DrainBenchmark {

    private static final double MICROS = 1e3;

    /** Of a repetition, both ways. */
    private record Pair(Drained ledger, Drained bare) {
        double ratio() {
            return ledger.recordsPerSecond() / bare.recordsPerSecond();
        }
    }

    private DrainBenchmark() {}

    /**
     * Runs it and gives its figures as Markdown.
     *
     * @param directory for its data; must not exist
     * @param records on the topic
     * @param repetitions of both ways
     */
    public static String run(Path directory, int records, int repetitions)
            throws SQLException, InterruptedException, ExecutionException, IOException {
        try (DrainStand stand = DrainStand.start(directory, records)) {
            List<Pair> pairs = new ArrayList<>();
            for (int number = 0; number < repetitions; number++) {
                pairs.add(pair(stand, number % 2 == 0));
                System.out.println("  " + cells("repetition " + (number + 1), pairs.get(number)));
            }
            return figures(stand.prefill(), pairs);
        }
    }

    private static Pair pair(DrainStand stand, boolean ledgerFirst)
            throws SQLException, InterruptedException, ExecutionException, IOException {
        if (ledgerFirst) {
            Drained ledger = stand.byLedgerService();
            return new Pair(ledger, stand.byBareConsumer());
        }
        Drained bare = stand.byBareConsumer();
        return new Pair(stand.byLedgerService(), bare);
    }

    private static String figures(Prefill prefill, List<Pair> pairs) {
        Table table =
                new Table(
                        List.of(
                                Table.whole(prefill.records()) + " records",
                                "ledger-service, records/s",
                                "its second half",
                                "until published",
                                "bare consumer, records/s",
                                "ratio",
                                "CPU of ledger-service, us a record",
                                "PostgreSQL's for it",
                                "CPU of the bare consumer",
                                "PostgreSQL's for it"));
        for (int number = 0; number < pairs.size(); number++) {
            table.row(cells("repetition " + (number + 1), pairs.get(number)));
        }
        Sample ratios = Sample.of(pairs.stream().mapToDouble(Pair::ratio).toArray());
        return table
                + """

                The median of the ratios is **%s**. A record has %d bytes of entry and %d bytes of evidence."""
                        .formatted(
                                Table.decimals(2, ratios.median()),
                                prefill.valueBytes() / prefill.records(),
                                prefill.evidenceBytes() / prefill.records());
    }

    private static List<String> cells(String name, Pair pair) {
        Drained ledger = pair.ledger();
        Drained bare = pair.bare();
        return List.of(
                name,
                Table.whole(ledger.recordsPerSecond()),
                Table.whole(ledger.lateRecordsPerSecond()),
                Table.whole(ledger.publishedPerSecond()),
                Table.whole(bare.recordsPerSecond()),
                Table.decimals(2, pair.ratio()),
                micros(ledger.consumerCpuNanos(), ledger),
                micros(ledger.postgresCpuNanos(), ledger),
                micros(bare.consumerCpuNanos(), bare),
                micros(bare.postgresCpuNanos(), bare));
    }

    private static String micros(long nanos, Drained drained) {
        return Table.decimals(0, nanos / MICROS / drained.records());
    }
}
