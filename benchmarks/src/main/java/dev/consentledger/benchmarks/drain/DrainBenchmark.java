package dev.consentledger.benchmarks.drain;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * How fast a filled records topic drains into the ledger, beside the ceiling, in the same run and
 * in alternating order.
 */
public final class DrainBenchmark {

    private static final double MICROS = 1e3;

    /** Of a repetition, both ways. */
    private record Pair(Drained ledger, Drained bare) {

        double freshRatio() {
            return ledger.fresh().perSecond() / bare.fresh().perSecond();
        }

        double warmRatio() {
            return ledger.warm().perSecond() / bare.warm().perSecond();
        }
    }

    private DrainBenchmark() {}

    /**
     * Runs it and gives its figures as Markdown.
     *
     * @param directory for its data; must not exist
     * @param records in each half of the topic
     * @param repetitions of both ways
     */
    public static String run(Path directory, int records, int repetitions)
            throws SQLException, InterruptedException, ExecutionException, IOException {
        try (DrainStand stand = DrainStand.start(directory, records)) {
            List<Pair> pairs = new ArrayList<>();
            for (int number = 0; number < repetitions; number++) {
                pairs.add(pair(stand, number % 2 == 0));
                System.out.println("  " + cells(name(number), pairs.get(number)));
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
        return rates(prefill.records() / 2, pairs)
                + "\n"
                + processorTime(pairs)
                + """

                Medians of the ratios: **%s** warm, %s fresh. A record has %d bytes of entry and %d bytes of evidence."""
                        .formatted(
                                median(pairs, Pair::warmRatio),
                                median(pairs, Pair::freshRatio),
                                prefill.valueBytes() / prefill.records(),
                                prefill.evidenceBytes() / prefill.records());
    }

    private static Table rates(int records, List<Pair> pairs) {
        String half = Table.whole(records) + " records, records/s";
        Table table =
                new Table(
                        List.of(
                                half,
                                "ledger-service, warm",
                                "until published",
                                "bare consumer, warm",
                                "ratio",
                                "ledger-service, fresh",
                                "bare consumer, fresh",
                                "ratio"));
        for (int number = 0; number < pairs.size(); number++) {
            table.row(cells(name(number), pairs.get(number)));
        }
        return table;
    }

    private static List<String> cells(String name, Pair pair) {
        Drained ledger = pair.ledger();
        Drained bare = pair.bare();
        return List.of(
                name,
                Table.whole(ledger.warm().perSecond()),
                Table.whole(ledger.publishedPerSecond()),
                Table.whole(bare.warm().perSecond()),
                Table.decimals(2, pair.warmRatio()),
                Table.whole(ledger.fresh().perSecond()),
                Table.whole(bare.fresh().perSecond()),
                Table.decimals(2, pair.freshRatio()));
    }

    private static Table processorTime(List<Pair> pairs) {
        Table table =
                new Table(
                        List.of(
                                "processor time, us a record",
                                "ledger-service, warm",
                                "PostgreSQL for it",
                                "bare consumer, warm",
                                "PostgreSQL for it",
                                "ledger-service, fresh",
                                "PostgreSQL for it",
                                "bare consumer, fresh",
                                "PostgreSQL for it"));
        for (int number = 0; number < pairs.size(); number++) {
            Drained ledger = pairs.get(number).ledger();
            Drained bare = pairs.get(number).bare();
            table.row(
                    List.of(
                            name(number),
                            micros(ledger.warm().consumerCpuNanos(), ledger.warm()),
                            micros(ledger.warm().postgresCpuNanos(), ledger.warm()),
                            micros(bare.warm().consumerCpuNanos(), bare.warm()),
                            micros(bare.warm().postgresCpuNanos(), bare.warm()),
                            micros(ledger.fresh().consumerCpuNanos(), ledger.fresh()),
                            micros(ledger.fresh().postgresCpuNanos(), ledger.fresh()),
                            micros(bare.fresh().consumerCpuNanos(), bare.fresh()),
                            micros(bare.fresh().postgresCpuNanos(), bare.fresh())));
        }
        return table;
    }

    private static String name(int number) {
        return "repetition " + (number + 1);
    }

    private static String median(List<Pair> pairs, ToDoubleFunction<Pair> ratio) {
        return Table.decimals(2, Sample.of(pairs.stream().mapToDouble(ratio).toArray()).median());
    }

    private static String micros(long nanos, Drained.Half half) {
        return Table.decimals(0, nanos / MICROS / half.records());
    }
}
