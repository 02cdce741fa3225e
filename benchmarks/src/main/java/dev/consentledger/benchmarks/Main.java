package dev.consentledger.benchmarks;

import dev.consentledger.benchmarks.accept.PowerSafeBenchmark;
import dev.consentledger.benchmarks.append.AppendBenchmark;
import dev.consentledger.benchmarks.core.CoreFigures;
import dev.consentledger.benchmarks.covered.CoveredBenchmark;
import dev.consentledger.benchmarks.desk.DeskBenchmark;
import dev.consentledger.benchmarks.desk.ProjectionBenchmark;
import dev.consentledger.benchmarks.drain.DrainBenchmark;
import dev.consentledger.benchmarks.figure.FigureBenchmark;
import dev.consentledger.benchmarks.log.AuditBenchmark;
import dev.consentledger.benchmarks.log.FilledLedger;
import dev.consentledger.benchmarks.log.HashBytes;
import dev.consentledger.benchmarks.log.ProofBenchmark;
import dev.consentledger.benchmarks.report.Machine;
import dev.consentledger.benchmarks.report.PerformancePage;
import dev.consentledger.standalone.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Behind {@code benchmarks/run}: runs the parts that it is told and writes their figures into
 * docs/performance.md. Arguments: the command line to be shown, records, whether quick, then parts.
 */
public final class Main {

    private static final int REPETITIONS = 3;
    private static final List<String> OF_ONE_LOG = List.of("proofs", "audit", "hashes");

    /** Each way appends fewer than are drained: all of them are in memory. */
    private static final int APPEND_SHARE = 5;

    private static final int RECORDS_MIN = 1_000;

    /** Enough for the slowest one of a hundred. */
    private static final int QUESTIONS = 1_000;

    private final Path work;
    private final int records;
    private final boolean quick;

    /** Filled by the first part that needs it, for those that follow it. */
    private Optional<FilledLedger> ledger = Optional.empty();

    private Main(Path work, int records, boolean quick) {
        this.work = work;
        this.records = records;
        this.quick = quick;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = ProjectFiles.find().root();
        Main main =
                new Main(
                        root.resolve("benchmarks/target/stands"),
                        Integer.parseInt(arguments[1]),
                        Boolean.parseBoolean(arguments[2]));
        PerformancePage page = new PerformancePage(root.resolve("docs/performance.md"));
        for (String part : List.of(arguments).subList(3, arguments.length)) {
            System.out.println(part);
            String figures = main.figures(part);
            System.out.println(figures);
            page.write(part, "`" + arguments[0] + "`\n\n" + figures);
        }
        main.endLedger();
        main.clean();
    }

    private String figures(String part) throws Exception {
        if (OF_ONE_LOG.contains(part)) {
            return ofOneLog(part);
        }
        endLedger();
        clean();
        return switch (part) {
            case "machine" -> Machine.describe(Files.createDirectories(work));
            case "core" -> CoreFigures.run(quick);
            case "drain" ->
                    DrainBenchmark.run(work.resolve("drain"), records, quick ? 1 : REPETITIONS);
            case "append" ->
                    AppendBenchmark.run(
                            work.resolve("append"),
                            Math.max(records / APPEND_SHARE, RECORDS_MIN),
                            quick ? 1 : REPETITIONS);
            case "covered" ->
                    CoveredBenchmark.run(
                            work.resolve("covered"), Duration.ofSeconds(quick ? 10 : 45));
            case "figure" ->
                    FigureBenchmark.run(
                            work.resolve("figure"), Duration.ofSeconds(quick ? 20 : 60));
            case "desk" ->
                    DeskBenchmark.run(work.resolve("desk"), records, quick ? 100 : QUESTIONS);
            case "projection" -> ProjectionBenchmark.run(work.resolve("projection"), records);
            case "power-safe" ->
                    PowerSafeBenchmark.run(
                            work.resolve("power-safe"), Duration.ofSeconds(quick ? 3 : 6));
            default -> throw new IllegalArgumentException("there is no part " + part);
        };
    }

    /** What is measured on one log that is filled once. */
    private String ofOneLog(String part) throws Exception {
        if (ledger.isEmpty()) {
            clean();
            ledger = Optional.of(FilledLedger.start(work.resolve("log"), records));
        }
        return switch (part) {
            case "proofs" ->
                    ProofBenchmark.run(
                            ledger.get(),
                            Duration.ofSeconds(quick ? 1 : 3),
                            quick ? 1 : REPETITIONS);
            case "audit" -> AuditBenchmark.run(ledger.get(), quick ? 1 : REPETITIONS);
            case "hashes" -> HashBytes.run(ledger.get());
            default -> throw new IllegalArgumentException("there is no part " + part);
        };
    }

    private void endLedger() {
        ledger.ifPresent(FilledLedger::close);
        ledger = Optional.empty();
    }

    private void clean() throws IOException {
        if (Files.notExists(work)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(work)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
