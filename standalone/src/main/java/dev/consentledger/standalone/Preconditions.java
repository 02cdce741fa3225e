package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Ports;
import dev.consentledger.standalone.service.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What has to be true before anything is started, each with a message that says what to do. */
final class Preconditions {
    private static final long MEBIBYTE = 1L << 20;

    private Preconditions() {}

    static void check(Path directory, StandOptions options) {
        checkPorts(options);
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            checkSpace(directory, free, options.freeBytesMin());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void checkSpace(Path directory, long freeBytes, long freeBytesMin) {
        if (freeBytes < freeBytesMin) {
            throw new CannotStart(
                    "The disk of the data directory %s is nearly full: %d MB are free, at least %d MB are needed. Make room, or give a directory on another disk with --data."
                            .formatted(directory, freeBytes / MEBIBYTE, freeBytesMin / MEBIBYTE));
        }
    }

    private static void checkPorts(StandOptions options) {
        Map<Integer, String> users = new HashMap<>();
        checkPort(users, options.kafkaPort(), "the Kafka broker", "--kafka-port");
        checkPort(users, options.postgresPort(), "PostgreSQL", "--postgres-port");
        for (ServiceName service : ServiceName.values()) {
            checkPort(
                    users,
                    options.servicePorts().get(service),
                    service.module(),
                    service.portOption());
        }
        checkPort(users, options.witnessPort(), "the witness", "--witness-port");
    }

    private static void checkPort(
            Map<Integer, String> users, int port, String user, String option) {
        String earlier = users.putIfAbsent(port, user);
        if (earlier != null) {
            throw new CannotStart(
                    "Port %d is wanted by both %s and %s. Choose another with %s."
                            .formatted(port, earlier, user, option));
        }
        if (!Ports.isFree(port)) {
            throw new CannotStart(
                    "Port %d, which %s needs, is taken by another program. Stop that program, or choose another port with %s."
                            .formatted(port, user, option));
        }
    }
}
