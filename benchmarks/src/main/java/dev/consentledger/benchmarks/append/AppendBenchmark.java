package dev.consentledger.benchmarks.append;

import dev.consentledger.benchmarks.append.AppendStand.Kind;
import dev.consentledger.benchmarks.append.AppendStand.Turn;
import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What the append itself costs, without Kafka: the ledger's own classes append records that are in
 * memory, beside inserts of the very same rows into tables like the ledger's, which is the ceiling.
 */
public final class AppendBenchmark {

    static final int SHARDS = 4;

    private static final double MICROS = 1e3;

    private AppendBenchmark() {}

    /**
     * Runs it and gives its figures as Markdown.
     *
     * @param directory for its data; must not exist
     * @param records that each turn appends
     * @param repetitions of all ways, after one that nobody counts
     */
    public static String run(Path directory, int records, int repetitions)
            throws SQLException, ExecutionException, InterruptedException {
        List<List<PreparedBatch>> batches = PreparedBatch.make(records, SHARDS);
        try (AppendStand stand = AppendStand.start(directory)) {
            repetition(stand, batches, List.of(Kind.values()));
            List<Map<Kind, Turn>> repetitionsDone = new ArrayList<>();
            for (int number = 0; number < repetitions; number++) {
                List<Kind> order = new ArrayList<>(List.of(Kind.values()));
                if (number % 2 == 1) {
                    Collections.reverse(order);
                }
                repetitionsDone.add(repetition(stand, batches, order));
                System.out.println("  " + rates(number, repetitionsDone.get(number)));
            }
            return figures(repetitionsDone);
        }
    }

    private static Map<Kind, Turn> repetition(
            AppendStand stand, List<List<PreparedBatch>> batches, List<Kind> order)
            throws SQLException {
        Map<Kind, Turn> turns = new EnumMap<>(Kind.class);
        for (Kind kind : order) {
            turns.put(kind, stand.turn(kind, batches));
        }
        if (turns.values().stream().map(Turn::contents).distinct().count() > 1) {
            throw new IllegalStateException("not all have appended the same: " + turns);
        }
        return turns;
    }

    private static String figures(List<Map<Kind, Turn>> repetitions) {
        Contents contents = repetitions.get(0).get(Kind.LEDGER_APPENDS).contents();
        Table rates =
                new Table(
                        heads(
                                Table.whole(contents.entries()) + " records, records/s",
                                "ledger / faster bare",
                                "with reading / faster bare"));
        Table cpu = new Table(cpuHeads());
        for (int number = 0; number < repetitions.size(); number++) {
            rates.row(rates(number, repetitions.get(number)));
            cpu.row(cpu(number, repetitions.get(number)));
        }
        return rates
                + "\n"
                + cpu
                + """

                Medians of the ratios: **%s**, with reading %s. A record becomes %d bytes of entry, %d of evidence and %s of tiles."""
                        .formatted(
                                median(repetitions, Kind.LEDGER_APPENDS),
                                median(repetitions, Kind.LEDGER_READS_AND_APPENDS),
                                contents.entryBytes() / contents.entries(),
                                contents.evidenceBytes() / contents.entries(),
                                Table.decimals(
                                        1, (double) contents.tileBytes() / contents.entries()));
    }

    private static List<String> heads(String first, String... last) {
        return Stream.of(
                        Stream.of(first),
                        Stream.of(Kind.values()).map(Kind::title),
                        Stream.of(last))
                .flatMap(all -> all)
                .toList();
    }

    private static List<String> rates(int number, Map<Kind, Turn> turns) {
        List<String> cells = new ArrayList<>(List.of(name(number)));
        for (Kind kind : Kind.values()) {
            cells.add(Table.whole(turns.get(kind).perSecond()));
        }
        cells.add(Table.decimals(2, ratio(turns, Kind.LEDGER_APPENDS)));
        cells.add(Table.decimals(2, ratio(turns, Kind.LEDGER_READS_AND_APPENDS)));
        return cells;
    }

    private static List<String> cpuHeads() {
        List<String> heads = new ArrayList<>(List.of("processor time, us a record"));
        for (Kind kind : Kind.values()) {
            heads.add(kind.title());
            heads.add("PostgreSQL for it");
        }
        return heads;
    }

    private static List<String> cpu(int number, Map<Kind, Turn> turns) {
        List<String> cells = new ArrayList<>(List.of(name(number)));
        for (Kind kind : Kind.values()) {
            Turn turn = turns.get(kind);
            cells.add(micros(turn.javaCpuNanos(), turn));
            cells.add(micros(turn.postgresCpuNanos(), turn));
        }
        return cells;
    }

    private static String micros(long nanos, Turn turn) {
        return Table.decimals(1, nanos / MICROS / turn.contents().entries());
    }

    private static double ratio(Map<Kind, Turn> turns, Kind kind) {
        double ceiling =
                Math.max(
                        turns.get(Kind.BARE_REACTIVE).perSecond(),
                        turns.get(Kind.BARE_JDBC).perSecond());
        return turns.get(kind).perSecond() / ceiling;
    }

    private static String median(List<Map<Kind, Turn>> repetitions, Kind kind) {
        double[] ratios = repetitions.stream().mapToDouble(turns -> ratio(turns, kind)).toArray();
        return Table.decimals(2, Sample.of(ratios).median());
    }

    private static String name(int number) {
        return "repetition " + (number + 1);
    }
}
