package dev.consentledger.system;

import dev.consentledger.system.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Visitors at several pages at once. Each sends one event after the other, sends an event without a
 * 202 again with the same id until there is one, and remembers what was acknowledged.
 */
final class RetryingVisitors implements AutoCloseable {

    private static final int PAGES = 32;
    private static final long RETRY_MILLIS = 200;

    private final URI api;
    private final IntFunction<Event> events;
    private final int eventsMax;
    private final long pauseMillis;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong retries = new AtomicLong();
    private final ConcurrentLinkedQueue<Event> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledgedCount = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(PAGES);
    private final List<Future<?>> pages = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * @param events the n-th event; called once for each, from several threads
     * @param eventsMax sends no more than these
     * @param pauseMillis of each page between two events
     */
    RetryingVisitors(URI api, IntFunction<Event> events, int eventsMax, long pauseMillis) {
        this.api = api;
        this.events = events;
        this.eventsMax = eventsMax;
        this.pauseMillis = pauseMillis;
        for (int page = 0; page < PAGES; page++) {
            pages.add(threads.submit(this::visit));
        }
    }

    /** How many events have their 202. */
    int acknowledged() {
        failIfAPageFailed();
        return acknowledgedCount.get();
    }

    /** The events that have their 202 already. */
    Map<UUID, Event> soFar() {
        failIfAPageFailed();
        return all();
    }

    /** How often an event was sent again. */
    long retries() {
        return retries.get();
    }

    /**
     * Begins no more events, waits until each that was begun is acknowledged, and gives them all.
     */
    Map<UUID, Event> finish() {
        stopping = eventsMax == Integer.MAX_VALUE;
        for (Future<?> page : pages) {
            ended(page);
        }
        return all();
    }

    private Map<UUID, Event> all() {
        Map<UUID, Event> all = new TreeMap<>();
        acknowledged.forEach(event -> all.put(event.id(), event));
        return all;
    }

    private void visit() {
        try {
            for (int n = next.getAndIncrement(); n < eventsMax; n = next.getAndIncrement()) {
                sendUntilAcknowledged(events.apply(n));
                Thread.sleep(pauseMillis);
                if (stopping) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntilAcknowledged(Event event) throws InterruptedException {
        while (!isAcknowledged(event)) {
            retries.incrementAndGet();
            Thread.sleep(RETRY_MILLIS);
        }
        acknowledged.add(event);
        acknowledgedCount.incrementAndGet();
    }

    private boolean isAcknowledged(Event event) throws InterruptedException {
        Answer answer;
        try {
            answer = Http.post(api, event.json());
        } catch (IOException noAnswer) {
            return false;
        }
        if (answer.status() != 202 && answer.status() != 429 && answer.status() < 500) {
            throw new IllegalStateException(answer + " to " + event.json());
        }
        return answer.status() == 202;
    }

    private void failIfAPageFailed() {
        pages.stream().filter(Future::isDone).forEach(RetryingVisitors::ended);
    }

    private static void ended(Future<?> page) {
        try {
            page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
