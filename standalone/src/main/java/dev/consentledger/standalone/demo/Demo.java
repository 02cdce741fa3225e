package dev.consentledger.standalone.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends what {@link Visitors} do to consent-api, at a steady rate, and prints totals every ten
 * seconds. An event without an answer is sent again with the same id and body, after a pause that
 * doubles, until there is one: a restarted service loses nothing of the demonstration.
 */
public final class Demo {
    private static final Duration TOTALS_EVERY = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS_MIN = 200;
    private static final long PAUSE_MILLIS_MAX = 5_000;

    /** Events without an answer; beyond, visitors wait instead of piling up. */
    private static final int UNANSWERED_MAX = 256;

    private final URI target;
    private final long periodNanos;
    private final Visitors visitors;
    private final Clock clock;
    private final Consumer<String> out;
    private final Totals totals = new Totals();
    private final Deque<DemoEvent> visit = new ArrayDeque<>();
    private final Semaphore unanswered = new Semaphore(UNANSWERED_MAX);
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, Demo::daemon);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_MAX)
                    .build();

    /**
     * A demonstration that does not run yet.
     *
     * @param api where consent-api answers, without a path
     * @param rate events per second
     * @param random decides what visitors do
     * @param out takes the lines of totals
     */
    public Demo(URI api, int rate, Clock clock, RandomGenerator random, Consumer<String> out) {
        this.target = api.resolve("/v1/consents");
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        this.clock = clock;
        this.visitors = new Visitors(DemoSite.ALL, random);
        this.out = out;
    }

    public void start() {
        timer.scheduleAtFixedRate(this::sendNext, 0, periodNanos, TimeUnit.NANOSECONDS);
        timer.scheduleAtFixedRate(
                () -> out.accept(totals.line()),
                TOTALS_EVERY.toSeconds(),
                TOTALS_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    /** Sends no more, and says the totals for the last time. */
    public void stop() {
        timer.shutdownNow();
        out.accept(totals.line());
    }

    /** Events that got their 202. */
    public long accepted() {
        return totals.acceptedCount();
    }

    private void sendNext() {
        if (!unanswered.tryAcquire()) {
            return;
        }
        if (visit.isEmpty()) {
            visit.addAll(visitors.next(clock.instant()));
        }
        totals.sent();
        send(visit.remove().json(), PAUSE_MILLIS_MIN);
    }

    private void send(String body, long pauseMillis) {
        HttpRequest request =
                HttpRequest.newBuilder(target)
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null || mayWorkLater(answer.statusCode())) {
                                sendAgain(body, pauseMillis);
                            } else {
                                count(answer);
                            }
                        });
    }

    private static boolean mayWorkLater(int status) {
        return status == 429 || status >= 500;
    }

    private void count(HttpResponse<String> answer) {
        unanswered.release();
        if (answer.statusCode() == 202) {
            totals.accepted();
        } else {
            totals.refused(answer.statusCode(), answer.body());
        }
    }

    private void sendAgain(String body, long pauseMillis) {
        long next = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        try {
            timer.schedule(() -> repeat(body, next), pauseMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            unanswered.release();
        }
    }

    private void repeat(String body, long pauseMillis) {
        totals.repeated();
        send(body, pauseMillis);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "demo");
        thread.setDaemon(true);
        return thread;
    }
}
