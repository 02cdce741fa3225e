package dev.consentledger.standalone;

import dev.consentledger.standalone.broker.KafkaBroker;
import dev.consentledger.standalone.containers.ContainerServers;
import dev.consentledger.standalone.postgres.Databases;
import dev.consentledger.standalone.postgres.PostgresServer;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.StandProcess;
import dev.consentledger.standalone.process.StartListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The two servers of a stand, running.
 *
 * @param end stops both for good
 */
record Servers(StandProcess broker, StandProcess postgres, Runnable end) {
    private static final String WHERE_PROPERTY = "stand";
    private static final String CONTAINERS = "containers";

    /** From containers where the system property {@code stand} says so, else as child processes. */
    static Servers start(
            Path directory, StandOptions options, Databases databases, StartListener listener) {
        return System.getProperty(WHERE_PROPERTY, "").equals(CONTAINERS)
                ? fromContainers(directory, options, databases)
                : asProcesses(directory, options, databases, listener);
    }

    private static Servers fromContainers(
            Path directory, StandOptions options, Databases databases) {
        ContainerServers servers =
                new ContainerServers(
                        directory.resolve("logs"),
                        options.files().classes(),
                        List.of(
                                options.files().brokerLibraries(),
                                options.files().postgresLibraries()),
                        options.kafkaPort(),
                        options.postgresPort(),
                        options.powerSafe(),
                        databases.script());
        return new Servers(servers.broker(), servers.postgres(), servers::close);
    }

    private static Servers asProcesses(
            Path directory, StandOptions options, Databases databases, StartListener listener) {
        CompletableFuture<KafkaBroker> broker =
                CompletableFuture.supplyAsync(() -> startBroker(directory, options, listener));
        try {
            listener.starting("postgres");
            PostgresServer postgres =
                    new PostgresServer(
                            directory,
                            options.files().classes(),
                            options.files().postgresLibraries(),
                            options.postgresPort(),
                            databases);
            listener.ready("postgres");
            KafkaBroker started = joined(broker, postgres);
            return new Servers(started, postgres, () -> stop(started, postgres));
        } catch (RuntimeException e) {
            broker.thenAccept(KafkaBroker::stop).exceptionally(failedToo -> null).join();
            throw e;
        }
    }

    private static KafkaBroker startBroker(
            Path directory, StandOptions options, StartListener listener) {
        listener.starting("broker");
        KafkaBroker broker =
                new KafkaBroker(
                        directory,
                        options.files().classes(),
                        options.files().brokerLibraries(),
                        options.kafkaPort(),
                        options.powerSafe());
        listener.ready("broker");
        return broker;
    }

    private static KafkaBroker joined(
            CompletableFuture<KafkaBroker> broker, PostgresServer postgres) {
        try {
            return broker.join();
        } catch (CompletionException e) {
            postgres.stop();
            throw e.getCause() instanceof CannotStart cause ? cause : e;
        }
    }

    private static void stop(KafkaBroker broker, PostgresServer postgres) {
        broker.stop();
        postgres.stop();
    }
}
