package dev.consentledger.standalone.broker;

import dev.consentledger.standalone.process.Await;
import dev.consentledger.standalone.process.GuardedProcess;
import dev.consentledger.standalone.process.JavaOptions;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.Ports;
import dev.consentledger.standalone.process.Privileges;
import dev.consentledger.standalone.process.ServerProcess;
import dev.consentledger.standalone.process.StopSignal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Kafka broker as a child process with a class path of its own. Its files are {@code
 * <directory>/kafka}, its log is {@code <directory>/logs/broker.log}.
 */
public final class KafkaBroker extends ServerProcess {
    private static final Duration READY_MAX = Duration.ofSeconds(120);
    private static final String HEAP_MAX = "-Xmx512m";

    private final Path files;
    private final String classPath;
    private final int controllerPort = Ports.free();
    private final boolean powerSafe;

    /**
     * Starts it and returns when clients can connect.
     *
     * @param directory the stand's data directory
     * @param classes where this module's own classes are
     * @param libraries the directory with Kafka's jars
     */
    public KafkaBroker(Path directory, Path classes, Path libraries, int port, boolean powerSafe) {
        super("broker", port, directory.resolve("logs").resolve("broker.log"));
        this.files = directory.resolve("kafka");
        this.classPath = classes + File.pathSeparator + libraries.resolve("*");
        this.powerSafe = powerSafe;
        begin();
    }

    @Override
    protected GuardedProcess start() {
        LogFile.rotate(log());
        Path settings = files.resolve("server.properties");
        Path ready = files.resolve("ready");
        try {
            Files.createDirectories(files.resolve("log"));
            // The records in it hold what only the services may see.
            Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwx------"));
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new BrokerSettings(files.resolve("log"), port(), controllerPort, powerSafe).write(settings);
        GuardedProcess started =
                GuardedProcess.start(
                        Privileges.UNCHANGED.prefix(StopSignal.TERM),
                        command(settings, ready),
                        Map.of(),
                        StopSignal.TERM,
                        log());
        Await.ready("The Kafka broker", started, log(), READY_MAX, () -> Files.exists(ready));
        return started;
    }

    private List<String> command(Path settings, Path ready) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                JavaOptions.with(
                        List.of(
                                HEAP_MAX,
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Dlog4j2.configurationFile=classpath:dev/consentledger/standalone/broker/log4j2.properties")));
        command.addAll(
                List.of(
                        "-cp",
                        classPath,
                        BrokerMain.class.getName(),
                        settings.toString(),
                        ready.toString()));
        return command;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }
}
