package dev.consentledger.standalone.service;

import dev.consentledger.standalone.process.Await;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.GuardedProcess;
import dev.consentledger.standalone.process.JavaOptions;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.Privileges;
import dev.consentledger.standalone.process.ServerProcess;
import dev.consentledger.standalone.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the services as a child process: its packaged jar under its environment variables. Ready
 * means that {@code /q/health/ready} answers 200.
 */
public final class ServiceProcess extends ServerProcess implements AutoCloseable {
    /** The variable that gives a service its port. */
    public static final String PORT_VARIABLE = "QUARKUS_HTTP_PORT";

    private static final Duration READY_MAX = Duration.ofSeconds(120);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx384m",
                    // Batches live for a moment: much room for what is young, no work beside.
                    "-XX:+UseParallelGC",
                    "-XX:NewRatio=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    // A PDF is drawn without a screen, also where there is one.
                    "-Djava.awt.headless=true");
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_MAX)
                    .build();

    private final Path jar;
    private final Map<String, String> environment;

    private ServiceProcess(String name, Path jar, Map<String, String> environment, Path log) {
        super(name, Integer.parseInt(environment.get(PORT_VARIABLE)), log);
        this.jar = jar;
        this.environment = Map.copyOf(environment);
        begin();
    }

    /**
     * Starts a service and returns when it is ready.
     *
     * @param environment as {@code Stand.environment} gives it; may have more
     * @param log its output is appended there
     * @throws CannotStart when the jar is missing or the service does not become ready
     */
    public static ServiceProcess start(
            ServiceName service, Path projectRoot, Map<String, String> environment, Path log) {
        ServiceProcess started = launch(service, projectRoot, environment, log);
        started.awaitReady();
        return started;
    }

    /** Starts a service and returns at once. */
    public static ServiceProcess launch(
            ServiceName service, Path projectRoot, Map<String, String> environment, Path log) {
        return new ServiceProcess(service.module(), service.jar(projectRoot), environment, log);
    }

    @Override
    protected GuardedProcess start() {
        if (Files.notExists(jar)) {
            throw new CannotStart(
                    name()
                            + " is not built: "
                            + jar
                            + " is missing. Build it with ./mvnw package.");
        }
        LogFile.rotate(log());
        return GuardedProcess.start(
                Privileges.UNCHANGED.prefix(StopSignal.TERM),
                command(),
                environment,
                StopSignal.TERM,
                log());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.with(OPTIONS));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Blocks until the service is ready. */
    public synchronized void awaitReady() {
        Await.ready(name(), process(), log(), READY_MAX, this::isReady);
    }

    /** Whether the service says now that it is ready. */
    public boolean isReady() {
        URI health = uri().resolve("/q/health/ready");
        try {
            HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWER_MAX).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it answers, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public synchronized void restart() {
        super.restart();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }
}
