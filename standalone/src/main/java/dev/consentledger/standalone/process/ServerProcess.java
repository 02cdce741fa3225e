package dev.consentledger.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A server that is a guarded child process, and can be started again. Thread-safe. */
public abstract class ServerProcess implements StandProcess {
    /** PostgreSQL's last checkpoint on a slow disk takes the longest. */
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final Path log;
    private GuardedProcess process;

    /** A server that was not started yet: {@link #begin} is the last act of a constructor. */
    protected ServerProcess(String name, int port, Path log) {
        this.name = name;
        this.port = port;
        this.log = log;
    }

    /** Starts a process of the server. */
    protected abstract GuardedProcess start();

    protected final synchronized void begin() {
        process = start();
    }

    /** The process that runs now or ran last. */
    protected final synchronized GuardedProcess process() {
        return process;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final Path log() {
        return log;
    }

    @Override
    public final synchronized long pid() {
        return process.pid();
    }

    @Override
    public final synchronized boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public final synchronized void kill() {
        process.kill();
    }

    @Override
    public final synchronized void stop() {
        process.stop(STOP_MAX);
    }

    @Override
    public synchronized void restart() {
        stop();
        begin();
    }

    @Override
    public final synchronized CompletionStage<Integer> ended() {
        return process.ended();
    }
}
