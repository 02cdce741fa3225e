package dev.consentledger.standalone.postgres;

import dev.consentledger.standalone.process.Await;
import dev.consentledger.standalone.process.GuardedProcess;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.ServerProcess;
import dev.consentledger.standalone.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL as a child process, run directly so that no launcher decides about its durability. Its
 * files are {@code <directory>/postgres}, its log is {@code <directory>/logs/postgres.log}.
 */
public final class PostgresServer extends ServerProcess {
    private static final Duration READY_MAX = Duration.ofSeconds(120);

    /** In postmaster.pid the eighth line is the server's state, as pg_ctl reads it. */
    private static final int STATE_LINE = 7;

    private final PostgresCluster cluster;

    /**
     * Makes the cluster where there is none, starts the server and returns when it takes
     * connections.
     *
     * @param directory the stand's data directory
     * @param classes where this module's own classes are
     * @param libraries the directory with PostgreSQL's artifact
     * @param databases are made with the cluster
     */
    public PostgresServer(
            Path directory, Path classes, Path libraries, int port, Databases databases) {
        super("postgres", port, directory.resolve("logs").resolve("postgres.log"));
        Path binaries =
                PostgresBinaries.unpacked(
                        classes,
                        libraries,
                        libraries.resolveSibling("unpacked"),
                        directory.resolve("postgres-binaries"));
        this.cluster = new PostgresCluster(binaries, directory.resolve("postgres"));
        cluster.createIfMissing(databases);
        begin();
    }

    @Override
    protected GuardedProcess start() {
        LogFile.rotate(log());
        List<String> arguments = arguments();
        cluster.check(arguments);
        List<String> command = new ArrayList<>(List.of(cluster.program("postgres")));
        command.addAll(arguments);
        GuardedProcess started =
                GuardedProcess.start(
                        cluster.privileges().prefix(StopSignal.INT),
                        command,
                        Map.of(),
                        StopSignal.INT,
                        log());
        Await.ready("PostgreSQL", started, log(), READY_MAX, () -> isReady(started.pid()));
        return started;
    }

    private List<String> arguments() {
        return List.of(
                "-D",
                cluster.files().toString(),
                "-c",
                "port=" + port(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=512MB",
                "-c",
                "max_wal_size=4GB");
    }

    private boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(cluster.files().resolve("postmaster.pid"));
            return lines.size() > STATE_LINE
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(STATE_LINE).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }
}
