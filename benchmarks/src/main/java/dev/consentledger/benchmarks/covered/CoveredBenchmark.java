package dev.consentledger.benchmarks.covered;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * How long after its 202 an event is covered by a signed checkpoint that anybody can get, under a
 * steady load of visitors. Every event of the time that counts is measured.
 */
public final class CoveredBenchmark {

    private static final int RATE = 5_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration COVERED_MAX = Duration.ofSeconds(60);
    private static final double NANOS_PER_MILLI = 1e6;

    private CoveredBenchmark() {}

    /** Runs it for so long, after a warm-up, and gives its figures as Markdown. */
    public static String run(Path directory, Duration duration) throws InterruptedException {
        StandOptions options = StandOptions.withFreePorts();
        try (Stand stand = Stand.start(directory, options);
                ServiceProcess ledger = stand.startService(ServiceName.LEDGER_SERVICE);
                ServiceProcess api = stand.startService(ServiceName.CONSENT_API);
                SteadyLoad load = new SteadyLoad(api.uri(), RATE);
                Watch watch = new Watch(ledger.uri(), options.epoch(), options.shards())) {
            load.run(WARM_UP.compareTo(duration) < 0 ? WARM_UP : duration);
            SteadyLoad.Accepted accepted = load.run(duration);
            Map<UUID, AppendedTopic.Place> places =
                    AppendedTopic.places(
                            stand.kafkaBootstrapServers(),
                            "consent.appended.v1." + options.epoch(),
                            accepted.at().keySet(),
                            COVERED_MAX);
            return figures(
                    accepted,
                    millis(accepted, places, watch::appended),
                    millis(accepted, places, watch::covered));
        }
    }

    private static Sample millis(
            SteadyLoad.Accepted accepted,
            Map<UUID, AppendedTopic.Place> places,
            Function<Integer, Growth> growths)
            throws InterruptedException {
        double[] millis = new double[places.size()];
        int number = 0;
        for (Map.Entry<UUID, AppendedTopic.Place> event : places.entrySet()) {
            AppendedTopic.Place place = event.getValue();
            long seen = seen(growths.apply(place.shard()), place.index());
            // A commit may be seen before the 202 that it does not wait for.
            long took = Math.max(0, seen - accepted.at().get(event.getKey()));
            millis[number++] = took / NANOS_PER_MILLI;
        }
        return Sample.of(millis);
    }

    private static long seen(Growth growth, long index) throws InterruptedException {
        long end = System.nanoTime() + COVERED_MAX.toNanos();
        OptionalLong seen = growth.has(index);
        while (seen.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("an appended event is not covered");
            }
            Thread.sleep(Watch.PERIOD.toMillis());
            seen = growth.has(index);
        }
        return seen.getAsLong();
    }

    private static String figures(SteadyLoad.Accepted accepted, Sample appended, Sample covered) {
        return new Table(
                        List.of(
                                "%s events, %s/s"
                                        .formatted(
                                                Table.whole(covered.size()),
                                                Table.whole(accepted.perSecond())),
                                "median, ms",
                                "99 of 100 within, ms",
                                "longest, ms"))
                .row(row("from the 202 to appended", appended))
                .row(row("from the 202 to covered", covered))
                .toString();
    }

    private static List<String> row(String what, Sample millis) {
        return List.of(
                what,
                Table.whole(millis.median()),
                Table.whole(millis.percentile(0.99)),
                Table.whole(millis.max()));
    }
}
