package dev.consentledger.standalone.containers;

import dev.consentledger.standalone.process.StandProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One of the two containers. Its end is known when it was ordered here. */
final class ContainerServer implements StandProcess {
    private static final int KILLED = 137;

    private final ContainerServers keeper;
    private final String name;
    private final int port;
    private final Path log;
    private volatile long pid;
    private CompletableFuture<Integer> ended = new CompletableFuture<>();

    ContainerServer(ContainerServers keeper, String name, int port, Path log) {
        this.keeper = keeper;
        this.name = name;
        this.port = port;
        this.log = log;
    }

    /** Docker says 0 for one that does not run; the last one is kept. */
    void pid(long now) {
        pid = now == 0 ? pid : now;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public synchronized boolean isAlive() {
        return !ended.isDone();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized void kill() {
        end("kill", KILLED);
    }

    @Override
    public synchronized void stop() {
        end("stop", 0);
    }

    private void end(String order, int exitCode) {
        if (isAlive()) {
            keeper.order(order + " " + name);
            ended.complete(exitCode);
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        keeper.order("start " + name);
        ended = new CompletableFuture<>();
    }

    @Override
    public synchronized CompletionStage<Integer> ended() {
        return ended;
    }
}
