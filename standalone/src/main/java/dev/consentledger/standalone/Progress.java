package dev.consentledger.standalone;

import dev.consentledger.standalone.process.StartListener;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far the start is. On a terminal one line that is drawn anew, elsewhere (a file, a pipe)
 * plain lines. Thread-safe.
 */
final class Progress implements StartListener, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final long NANOS_PER_TENTH = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Long> startedNanos = new LinkedHashMap<>();
    private final ScheduledExecutorService redraw =
            Executors.newSingleThreadScheduledExecutor(Progress::daemon);

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        if (terminal) {
            redraw.scheduleAtFixedRate(this::draw, 200, 200, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void starting(String name) {
        startedNanos.put(name, System.nanoTime());
        if (!terminal) {
            out.println("  " + name + ": starting");
        }
    }

    @Override
    public synchronized void ready(String name) {
        long nanos = System.nanoTime() - startedNanos.remove(name);
        String clear = terminal ? CLEAR_LINE : "";
        out.println(clear + "  " + name + ": ready after " + seconds(nanos));
    }

    private synchronized void draw() {
        StringJoiner line = new StringJoiner(", ", CLEAR_LINE + "  starting ", " ...");
        line.setEmptyValue("");
        long now = System.nanoTime();
        startedNanos.forEach((name, at) -> line.add(name + " (" + seconds(now - at) + ")"));
        out.print(line);
        out.flush();
    }

    /** Draws no more, and leaves the line empty. */
    @Override
    public synchronized void close() {
        redraw.shutdownNow();
        startedNanos.clear();
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private static String seconds(long nanos) {
        long tenths = nanos / NANOS_PER_TENTH;
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
