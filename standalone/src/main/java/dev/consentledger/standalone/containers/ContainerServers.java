package dev.consentledger.standalone.containers;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.LogFile;
import dev.consentledger.standalone.process.StandProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stand's two servers from containers. {@code ContainersMain}, a child process with
 * Testcontainers on its class path, keeps them; the end of its standard input, which comes with the
 * end of this JVM too, removes them. Data lasts as long as the containers.
 */
public final class ContainerServers implements AutoCloseable {
    private static final String MAIN = "dev.consentledger.standalone.containers.ContainersMain";

    private final Process keeper;
    private final BufferedReader answers;
    private final Path errors;
    private final ContainerServer broker;
    private final ContainerServer postgres;

    /**
     * Starts both and returns when clients can connect.
     *
     * @param logs the directory for log files
     * @param classes where this module's own classes are
     * @param libraries the directories with Testcontainers and what it needs
     * @param sql makes the databases and their owners
     */
    public ContainerServers(
            Path logs,
            Path classes,
            List<Path> libraries,
            int kafkaPort,
            int postgresPort,
            boolean powerSafe,
            String sql) {
        this.errors = logs.resolve("containers.log");
        LogFile.rotate(errors);
        requireBuilt(classes);
        try {
            this.keeper =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx256m",
                                    "-cp",
                                    classPath(classes, libraries),
                                    "-Dlog4j2.configurationFile=classpath:dev/consentledger/standalone/containers/log4j2.properties",
                                    MAIN,
                                    String.valueOf(kafkaPort),
                                    String.valueOf(postgresPort),
                                    String.valueOf(powerSafe),
                                    logs.toString())
                            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answers =
                new BufferedReader(
                        new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
        this.broker = new ContainerServer(this, "broker", kafkaPort, logs.resolve("broker.log"));
        this.postgres =
                new ContainerServer(this, "postgres", postgresPort, logs.resolve("postgres.log"));
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        order(Base64.getEncoder().encodeToString(bytes));
    }

    private static String classPath(Path classes, List<Path> libraries) {
        return Stream.concat(Stream.of(classes), libraries.stream().map(l -> l.resolve("*")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void requireBuilt(Path classes) {
        if (Files.notExists(classes.resolve(MAIN.replace('.', '/') + ".class"))) {
            throw new CannotStart(
                    "The stand was not built for containers: build with -Dstand=containers.");
        }
    }

    public StandProcess broker() {
        return broker;
    }

    public StandProcess postgres() {
        return postgres;
    }

    /** Sends one line and waits for its answer. */
    synchronized void order(String line) {
        try {
            keeper.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keeper.getOutputStream().flush();
            String answer = String.valueOf(answers.readLine());
            String[] words = answer.split(" ");
            if (!words[0].equals("ok")) {
                remove();
                throw new CannotStart(
                        "The containers cannot be run: "
                                + answer
                                + ". The end of "
                                + errors
                                + ":\n"
                                + LogFile.tail(errors, 20));
            }
            broker.pid(Long.parseLong(words[1]));
            postgres.pid(Long.parseLong(words[2]));
        } catch (IOException e) {
            throw new CannotStart("The process that keeps the containers has ended.", e);
        }
    }

    /** Removes the containers with their data. */
    @Override
    public synchronized void close() {
        broker.stop();
        postgres.stop();
        remove();
    }

    private void remove() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
