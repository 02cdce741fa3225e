package dev.consentledger.reporting.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** The scripts that have made the tables of the projection. Thread-safe. */
final class ProjectionScripts {

    private static final String DIRECTORY = "/db/projection/";

    private final Flyway flyway;

    ProjectionScripts(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Those that the database has seen, one after the other. Waits for the database. */
    String all() {
        return Arrays.stream(flyway.info().applied())
                .map(applied -> script(applied.getScript()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    /** Empty where it has made something else. */
    private static Optional<String> script(String name) {
        String path = DIRECTORY + name.substring(name.lastIndexOf('/') + 1);
        try (InputStream script = ProjectionScripts.class.getResourceAsStream(path)) {
            return script == null
                    ? Optional.empty()
                    : Optional.of(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
