package dev.consentledger.core.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Reads a row of things, some ahead of their use; they are used in order, by one thread. */
final class ReadAhead {

    private final int atOnce;

    /**
     * @param atOnce how many are read at the same time, which is the number that memory has room
     *     for
     */
    ReadAhead(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Reads all from 0 on.
     *
     * @param use returns whether to go on
     */
    <T> void read(long count, LongFunction<T> read, Predicate<T> use) {
        if (atOnce <= 1) {
            for (long i = 0; i < count && use.test(read.apply(i)); i++) {}
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            Deque<Future<T>> coming = new ArrayDeque<>();
            long next = 0;
            do {
                while (next < count && coming.size() < atOnce) {
                    long at = next++;
                    coming.add(threads.submit(() -> read.apply(at)));
                }
            } while (!coming.isEmpty() && use.test(get(coming.remove())));
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T get(Future<T> coming) {
        try {
            return coming.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
