package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file of the reporting-service's users, which a first start makes with one user. The password
 * is kept nowhere: whoever makes the file is told it.
 */
final class FirstUser {
    /** In {@code keys/}. */
    static final String FILE = "users";

    static final String NAME = "admin";
    static final String GRANTS = "administrator@*,dpo@*";

    private static final long SECONDS_MAX = 60;

    private FirstUser() {}

    /** The password of the user, where the file was made by this call. */
    static Optional<String> make(Secrets secrets, ProjectFiles files) {
        if (Files.exists(secrets.path(FILE))) {
            return Optional.empty();
        }
        String password = Secrets.random();
        secrets.keep(FILE, line(files.userLine(), password));
        return Optional.of(password);
    }

    private static String line(Path command, String password) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder("bash", command.toString(), NAME, GRANTS)
                            .redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = Command.withoutJavaOptions(builder).start();
            try (OutputStream input = process.getOutputStream()) {
                input.write((password + "\n").getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CannotStart("The first user cannot be made: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while the first user was made.", e);
        }
    }
}
