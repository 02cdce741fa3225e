package dev.consentledger.benchmarks.accept;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs that the broker forces every record to the disk before it acknowledges ({@code
 * flush.messages=1}): events that consent-api accepts over HTTP, with and without, in the same run
 * and in turns. ledger-service and reporting-service do not run meanwhile.
 */
public final class PowerSafeBenchmark {

    private static final List<Integer> CONCURRENCIES = List.of(1, 16, Load.CONCURRENCY_MAX);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int REPETITIONS = 3;

    private PowerSafeBenchmark() {}

    /** Runs it, each measurement for so long, and gives its figures as Markdown. */
    public static String run(Path directory, Duration each) {
        try (Stand usual = stand(directory.resolve("usual"), false);
                Stand safe = stand(directory.resolve("power-safe"), true);
                ServiceProcess usualApi = api(usual);
                ServiceProcess safeApi = api(safe);
                Load load = new Load()) {
            for (URI api : List.of(usualApi.uri(), safeApi.uri())) {
                load.run(api, Load.CONCURRENCY_MAX, WARM_UP);
            }
            Table table =
                    new Table(
                            List.of(
                                    "requests at once",
                                    "usual, events/s",
                                    "median, ms",
                                    "99 of 100, ms",
                                    "power-safe, events/s",
                                    "median, ms",
                                    "99 of 100, ms",
                                    "power-safe / usual"));
            for (int concurrency : CONCURRENCIES) {
                table.row(row(load, usualApi.uri(), safeApi.uri(), concurrency, each));
            }
            return table.toString();
        }
    }

    private static List<String> row(
            Load load, URI usual, URI safe, int concurrency, Duration each) {
        List<Load.Accepted> usually = new ArrayList<>();
        List<Load.Accepted> safely = new ArrayList<>();
        for (int number = 0; number < REPETITIONS; number++) {
            usually.add(load.run(usual, concurrency, each));
            safely.add(load.run(safe, concurrency, each));
        }
        double rateUsually = rate(usually);
        double rateSafely = rate(safely);
        List<String> cells = new ArrayList<>(List.of(String.valueOf(concurrency)));
        cells.addAll(cells(usually));
        cells.addAll(cells(safely));
        cells.add(Table.decimals(2, rateSafely / rateUsually));
        System.out.println("  " + cells);
        return cells;
    }

    private static List<String> cells(List<Load.Accepted> runs) {
        return List.of(
                Table.whole(rate(runs)),
                Table.decimals(1, median(runs, 0.5)),
                Table.decimals(1, median(runs, 0.99)));
    }

    private static double rate(List<Load.Accepted> runs) {
        return Sample.of(runs.stream().mapToDouble(Load.Accepted::perSecond).toArray()).median();
    }

    private static double median(List<Load.Accepted> runs, double share) {
        return Sample.of(runs.stream().mapToDouble(run -> run.millis().percentile(share)).toArray())
                .median();
    }

    private static Stand stand(Path directory, boolean powerSafe) {
        Stand stand = Stand.start(directory, StandOptions.withFreePorts().withPowerSafe(powerSafe));
        // It makes the topics, and must not compete with what is measured.
        stand.startService(ServiceName.LEDGER_SERVICE).stop();
        return stand;
    }

    private static ServiceProcess api(Stand stand) {
        return stand.startService(ServiceName.CONSENT_API);
    }
}
