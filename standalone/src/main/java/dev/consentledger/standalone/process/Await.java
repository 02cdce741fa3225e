package dev.consentledger.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a server to be ready, and says why when it never is. */
public final class Await {
    private static final long POLL_MILLIS = 50;

    private Await() {}

    /**
     * Blocks until the condition holds.
     *
     * @throws CannotStart when the server ends or the time is over; with the end of its log
     */
    public static void ready(
            String name, GuardedProcess process, Path log, Duration max, BooleanSupplier ready) {
        long deadline = System.nanoTime() + max.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new CannotStart(
                        name + " ended while starting. The end of " + log + ":\n" + tail(log));
            }
            if (System.nanoTime() > deadline) {
                process.kill();
                throw new CannotStart(
                        name
                                + " was not ready after "
                                + max.toSeconds()
                                + " s. The end of "
                                + log
                                + ":\n"
                                + tail(log));
            }
            pause();
        }
    }

    private static String tail(Path log) {
        return LogFile.tail(log, 20);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for a server.", e);
        }
    }
}
