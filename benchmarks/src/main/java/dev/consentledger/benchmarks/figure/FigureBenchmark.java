package dev.consentledger.benchmarks.figure;

import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.demo.DemoEvent;
import dev.consentledger.standalone.demo.DemoSite;
import dev.consentledger.standalone.demo.TimeOrderedId;
import dev.consentledger.standalone.demo.Visitors;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How long after a 202 the event is in the figures of reporting-service, with all three services as
 * processes and a steady rate of visitors.
 *
 * <p>Every twentieth event is a probe: a refusal that happened, as it says, in a quarter hour of
 * the past in which nothing else happens. So the figures of that quarter hour are those of this one
 * event, and no event can be taken for another.
 */
public final class FigureBenchmark {

    private static final int RATE = 100;
    private static final int PROBE_EVERY = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);

    /** The demonstration's latest offline events are younger. */
    private static final Duration PROBES_BEFORE = Duration.ofHours(24);

    private static final long QUARTER_HOUR_SECONDS = 900;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final DemoSite SITE = DemoSite.ALL.get(0);

    private final URI api;
    private final URI reporting;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final Visitors visitors = new Visitors(DemoSite.ALL, random);
    private final Deque<DemoEvent> visit = new ArrayDeque<>();
    private final AtomicLong accepted = new AtomicLong();
    private Instant quarterHour;

    private FigureBenchmark(URI api, URI reporting) {
        this.api = api.resolve("/v1/consents");
        this.reporting = reporting;
        long seconds = Instant.now().minus(PROBES_BEFORE).getEpochSecond();
        quarterHour = Instant.ofEpochSecond(seconds - seconds % QUARTER_HOUR_SECONDS);
    }

    /** Runs it for so long, after a warm-up, and gives its figures as Markdown. */
    @SuppressWarnings("try") // ledger-service runs and is not spoken to.
    public static String run(Path directory, Duration duration) {
        try (Stand stand = Stand.start(directory, StandOptions.withFreePorts());
                ServiceProcess ledger = stand.startService(ServiceName.LEDGER_SERVICE);
                ServiceProcess api = stand.startService(ServiceName.CONSENT_API);
                ServiceProcess reporting = stand.startService(ServiceName.REPORTING_SERVICE)) {
            FigureBenchmark benchmark = new FigureBenchmark(api.uri(), reporting.uri());
            benchmark.send(WARM_UP);
            benchmark.accepted.set(0);
            return figures(benchmark.send(duration), benchmark.accepted.get(), duration);
        }
    }

    /** Sends at the rate, and waits until every probe was seen; milliseconds of each. */
    private Sample send(Duration duration) {
        List<CompletableFuture<Long>> probes = new ArrayList<>();
        List<CompletableFuture<Long>> others = new ArrayList<>();
        long begin = System.nanoTime();
        long events = duration.toSeconds() * RATE;
        for (int number = 0; number < events; number++) {
            long due = begin + number * Duration.ofSeconds(1).toNanos() / RATE;
            LockSupport.parkNanos(due - System.nanoTime());
            if (number % PROBE_EVERY == 0) {
                probes.add(probe());
            } else {
                others.add(post(visitorsEvent()));
            }
        }
        others.forEach(CompletableFuture::join);
        return Sample.of(
                probes.stream()
                        .map(probe -> probe.orTimeout(SEEN_MAX.toSeconds(), TimeUnit.SECONDS))
                        .mapToDouble(probe -> probe.join() / NANOS_PER_MILLI)
                        .toArray());
    }

    private CompletableFuture<Long> probe() {
        quarterHour = quarterHour.minusSeconds(QUARTER_HOUR_SECONDS);
        Poll poll = new Poll(http, reporting, SITE.name(), quarterHour);
        return post(refusal(quarterHour.plusSeconds(random.nextInt(1, 800))))
                .thenCompose(at -> poll.seen().thenApply(seen -> seen - at));
    }

    /** Sends an event; completes with the time at which its 202 was there. */
    private CompletableFuture<Long> post(DemoEvent event) {
        HttpRequest request =
                HttpRequest.newBuilder(api)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event.json()))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(
                        answer -> {
                            long at = System.nanoTime();
                            if (answer.statusCode() != 202) {
                                throw new IllegalStateException(answer.body());
                            }
                            accepted.incrementAndGet();
                            return at;
                        });
    }

    private DemoEvent visitorsEvent() {
        if (visit.isEmpty()) {
            visit.addAll(visitors.next(Instant.now()));
        }
        return visit.remove();
    }

    private DemoEvent refusal(Instant at) {
        return new DemoEvent(
                TimeOrderedId.at(at, random),
                SITE.name(),
                Optional.of("v-%016x".formatted(random.nextLong())),
                SITE.policyVersion(),
                "reject_all",
                Map.of(),
                at.truncatedTo(ChronoUnit.MILLIS),
                new DemoEvent.Page(
                        "https://" + SITE.name() + SITE.paths().get(0),
                        "en",
                        "DE",
                        SITE.bannerVersion()),
                Optional.empty());
    }

    private static String figures(Sample millis, long accepted, Duration duration) {
        return new Table(
                        List.of(
                                "from the 202 to the figure",
                                "probes",
                                "median, ms",
                                "99 of 100 within, ms",
                                "longest, ms"))
                .row(
                        List.of(
                                "%s events in %d s"
                                        .formatted(Table.whole(accepted), duration.toSeconds()),
                                Table.whole(millis.size()),
                                Table.whole(millis.median()),
                                Table.whole(millis.percentile(0.99)),
                                Table.whole(millis.max())))
                .toString();
    }
}
