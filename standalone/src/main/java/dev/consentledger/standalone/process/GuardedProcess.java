package dev.consentledger.standalone.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that never outlives this JVM, not even when the JVM is killed with {@code -9}.
 *
 * <p>It runs under a small shell, {@code guard.sh}, that reads a pipe from this JVM. The pipe's end
 * is the order to stop: {@link #stop} closes it, and so does the kernel when this JVM dies. Where
 * the system's {@code setpriv} can do so, the server also asks the kernel for its stop signal when
 * the guard itself is killed.
 */
public final class GuardedProcess {
    private static final String GUARD = guard();
    private static final Duration KILL_MAX = Duration.ofSeconds(10);
    private static final Set<GuardedProcess> RUNNING = ConcurrentHashMap.newKeySet();
    private static volatile boolean closing;

    private final Process guard;
    private final ProcessHandle server;

    private GuardedProcess(Process guard, ProcessHandle server) {
        this.guard = guard;
        this.server = server;
    }

    /**
     * Starts a command with its output appended to a log file.
     *
     * @param privileges a prefix that changes who the server is, as {@link
     *     Privileges#prefix(StopSignal)} gives it; may be empty
     * @param environment is added to this JVM's own
     */
    public static GuardedProcess start(
            List<String> privileges,
            List<String> command,
            Map<String, String> environment,
            StopSignal stopSignal,
            Path log) {
        if (closing) {
            throw new CannotStart(
                    "Not started, since everything is being stopped: " + command.get(0));
        }
        List<String> words = new ArrayList<>(List.of("bash", "-c", GUARD, "guard"));
        words.add(stopSignal.name());
        words.add(log.toString());
        words.addAll(privileges);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process guard = builder.start();
            GuardedProcess started = new GuardedProcess(guard, serverOf(guard, command.get(0)));
            RUNNING.add(started);
            started.ended().thenRun(() -> RUNNING.remove(started));
            Leftovers.note(log, started.pid());
            return started;
        } catch (IOException e) {
            throw new CannotStart("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Stops whatever this JVM still runs, and starts nothing any more: the last act of a shutdown
     * that came while servers were being started.
     */
    public static void stopAll(Duration timeout) {
        closing = true;
        RUNNING.forEach(process -> process.stop(timeout));
    }

    public long pid() {
        return server.pid();
    }

    public boolean isAlive() {
        return guard.isAlive();
    }

    /** Exit code of the server; 128 + the signal when one ended it. */
    public CompletionStage<Integer> ended() {
        return guard.onExit().thenApply(Process::exitValue);
    }

    /** SIGKILL to the server and all its children; returns when they are gone. */
    public void kill() {
        List<ProcessHandle> children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(KILL_MAX);
        children.forEach(child -> awaitEnd(child, KILL_MAX));
    }

    /** The stop signal to the server; SIGKILL when it has not ended in time. */
    public void stop(Duration timeout) {
        try {
            guard.getOutputStream().close();
        } catch (IOException ended) {
            // The guard has gone already, and with it the reader of the pipe.
        }
        if (!awaitEnd(timeout)) {
            kill();
        }
    }

    private boolean awaitEnd(Duration timeout) {
        try {
            return guard.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process, Duration timeout) {
        try {
            process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Process " + process.pid() + " survives SIGKILL", e);
        }
    }

    private static ProcessHandle serverOf(Process guard, String command) throws IOException {
        String pid = firstLine(guard.getInputStream());
        if (pid.isEmpty()) {
            throw new IOException("the guard of " + command + " ended at once");
        }
        // A server that ended before it could be looked up leaves the guard in its place: it has
        // ended or is about to, and says the server's exit code.
        return ProcessHandle.of(Long.parseLong(pid)).orElse(guard.toHandle());
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static String guard() {
        try (InputStream in = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
