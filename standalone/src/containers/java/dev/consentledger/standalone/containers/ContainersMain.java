package dev.consentledger.standalone.containers;

import com.github.dockerjava.api.DockerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Main class of the process that keeps the stand's two containers. A process of its own, so that
 * Testcontainers stays out of its users' class paths.
 *
 * <p>Arguments: Kafka's port, PostgreSQL's port, whether the broker forces records to the disk, the
 * directory for logs. Standard input: first a line of base64, the SQL that makes the databases; then
 * one command a line, {@code kill}, {@code stop} or {@code start} and {@code broker} or {@code
 * postgres}; its end removes the containers. Standard output: one line for each, beginning with
 * {@code ok} (and process ids of the servers) or {@code failed}.
 */
public final class ContainersMain {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final int STOP_SECONDS_MAX = 30;
    private static final Duration READY_MAX = Duration.ofSeconds(120);

    private final Map<String, Server> servers;
    private final Path logs;

    private ContainersMain(Map<String, Server> servers, Path logs) {
        this.servers = servers;
        this.logs = logs;
    }

    /** A container and what its log says, once more for each start, when clients can connect. */
    private record Server(GenericContainer<?> container, String ready) {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        byte[] sql = java.util.Base64.getDecoder().decode(in.readLine());
        Server broker =
                new Server(
                        kafka(arguments[0], Boolean.parseBoolean(arguments[2])),
                        "Kafka Server started");
        Server postgres =
                new Server(
                        postgres(arguments[1], sql),
                        "database system is ready to accept connections");
        ContainersMain main =
                new ContainersMain(
                        Map.of("broker", broker, "postgres", postgres), Path.of(arguments[3]));
        try {
            main.answer(() -> main.servers.values().forEach(s -> s.container().start()));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                main.answer(() -> main.obey(words[0], words[1]));
            }
        } finally {
            main.keepLogs();
            main.servers.values().forEach(s -> s.container().stop());
        }
    }

    private static KafkaContainer kafka(String port, boolean powerSafe) {
        KafkaContainer kafka =
                new KafkaContainer(KAFKA)
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        .withEnv("KAFKA_MIN_INSYNC_REPLICAS", "1")
                        .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
                        .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "4000")
                        .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "1000")
                        .withEnv(
                                "KAFKA_LOG_FLUSH_INTERVAL_MESSAGES",
                                powerSafe ? "1" : Long.toString(Long.MAX_VALUE));
        kafka.setPortBindings(List.of(port + ":9092"));
        return kafka;
    }

    private static PostgreSQLContainer postgres(String port, byte[] sql) {
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(POSTGRES)
                        .withCopyToContainer(
                                Transferable.of(sql), "/docker-entrypoint-initdb.d/databases.sql");
        // Testcontainers' own command turns fsync off.
        postgres.setCommand("postgres");
        postgres.setPortBindings(List.of(port + ":5432"));
        return postgres;
    }

    private void answer(Runnable command) {
        try {
            command.run();
            keepLogs();
            System.out.println("ok " + pid("broker") + " " + pid("postgres"));
        } catch (RuntimeException | IOException e) {
            e.printStackTrace();
            System.out.println("failed " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private void obey(String command, String name) {
        Server server = servers.get(name);
        String id = server.container().getContainerId();
        DockerClient docker = DockerClientFactory.lazyClient();
        switch (command) {
            case "kill" -> docker.killContainerCmd(id).withSignal("KILL").exec();
            case "stop" -> docker.stopContainerCmd(id).withTimeout(STOP_SECONDS_MAX).exec();
            case "start" -> {
                int before = readyCount(server);
                docker.startContainerCmd(id).exec();
                awaitReady(server, before + 1);
            }
            default -> throw new IllegalArgumentException(command);
        }
    }

    private static int readyCount(Server server) {
        return server.container().getLogs().split(server.ready(), -1).length - 1;
    }

    private static void awaitReady(Server server, int count) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (readyCount(server) < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + READY_MAX.toSeconds() + " s");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private long pid(String name) {
        String id = servers.get(name).container().getContainerId();
        return DockerClientFactory.lazyClient()
                .inspectContainerCmd(id)
                .exec()
                .getState()
                .getPidLong();
    }

    private void keepLogs() throws IOException {
        for (Map.Entry<String, Server> server : servers.entrySet()) {
            GenericContainer<?> container = server.getValue().container();
            if (container.getContainerId() != null) {
                Files.writeString(logs.resolve(server.getKey() + ".log"), container.getLogs());
            }
        }
    }
}
