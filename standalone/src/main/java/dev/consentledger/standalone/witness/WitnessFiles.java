package dev.consentledger.standalone.witness;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The files of the stand's own witness, in one folder: its key, which is made once; what it has
 * cosigned; the logs that it knows; and the line with which the ledger is told of it.
 *
 * @param folder of its own, for its owner only
 * @param port where the witness listens, on 127.0.0.1
 * @param verifier the verifier's jar, which is the witness
 */
public record WitnessFiles(Path folder, int port, Path verifier) {
    /** In metrics, the log and trust files. */
    public static final String SHORT_NAME = "standalone";

    /** Of its key. */
    static final String NAME = "standalone.localhost/witness";

    /** So short that a first try sees a cosignature. */
    private static final String PERIOD = "5s";

    private static final long KEYGEN_SECONDS_MAX = 60;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    Path key() {
        return folder.resolve("witness.pem");
    }

    Path state() {
        return folder.resolve("cosigned");
    }

    Path logs() {
        return folder.resolve("logs.trust");
    }

    /** Whether it knows the ledger's logs from an earlier start. */
    public boolean knowsLogs() {
        return Files.exists(logs());
    }

    /** Notes which logs it is to know; false where it knew exactly these. */
    public boolean know(byte[] trust) {
        try {
            if (knowsLogs() && Arrays.equals(Files.readAllBytes(logs()), trust)) {
                return false;
            }
            replace(logs(), trust);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the ledger is told, as environment variables; makes the witness's key first. */
    public Map<String, String> ledgerEnvironment() {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectory(folder, OWNER_ONLY);
            }
            Path vkey = folder.resolve("witness.vkey");
            if (Files.notExists(vkey)) {
                // A key whose public half was never told to anybody has cosigned nothing.
                Files.deleteIfExists(key());
                replace(vkey, generate().getBytes());
            }
            Path line = folder.resolve("witnesses");
            replace(
                    line,
                    "witness %s %s http://127.0.0.1:%d%n"
                            .formatted(SHORT_NAME, Files.readString(vkey).strip(), port)
                            .getBytes());
            return Map.of(
                    "CONSENT_WITNESSES_FILE", line.toString(), "CONSENT_WITNESSES_PERIOD", PERIOD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The verifier key of a new private key. */
    private String generate() throws IOException {
        Process keygen =
                Command.withoutJavaOptions(
                                new ProcessBuilder(
                                        java("keygen", "--key", key().toString(), "--name", NAME)))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(keygen.getInputStream().readAllBytes()).strip();
        Optional<Integer> code = Optional.empty();
        try {
            if (keygen.waitFor(KEYGEN_SECONDS_MAX, TimeUnit.SECONDS)) {
                code = Optional.of(keygen.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!code.equals(Optional.of(0))) {
            throw new CannotStart("The witness's key cannot be made: " + output);
        }
        return output + "\n";
    }

    /** A call of the verifier. */
    List<String> java(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-jar",
                                verifier.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
