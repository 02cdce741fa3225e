package dev.consentledger.benchmarks.core;

import dev.consentledger.benchmarks.report.Table;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link CoreBenchmark} with JMH. */
public final class CoreFigures {

    private static final double MICROS_PER_SECOND = 1e6;

    private CoreFigures() {}

    /**
     * Runs all of it and gives its figures as Markdown.
     *
     * @param quick whether one process is enough
     */
    public static String run(boolean quick) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(CoreBenchmark.class.getSimpleName());
        Collection<RunResult> results =
                new Runner((quick ? options.forks(1) : options).build()).run();
        Table table =
                new Table(
                        List.of(
                                "step",
                                "us an entry",
                                "+- (99.9 %)",
                                "entries/s",
                                "batches of %s/s".formatted(Table.whole(CoreBenchmark.BATCH))));
        for (RunResult result : results) {
            Result<?> micros = result.getPrimaryResult();
            double perSecond = MICROS_PER_SECOND / micros.getScore();
            table.row(
                    List.of(
                            result.getParams().getBenchmark().replaceAll(".*\\.", ""),
                            Table.decimals(2, micros.getScore()),
                            Table.decimals(2, micros.getScoreError()),
                            Table.whole(perSecond),
                            Table.whole(perSecond / CoreBenchmark.BATCH)));
        }
        return table.toString();
    }
}
