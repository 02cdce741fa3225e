package dev.consentledger.standalone;

import dev.consentledger.standalone.process.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the project's build has put what the stand starts.
 *
 * @param root the project's top directory
 */
public record ProjectFiles(Path root) {
    /** System property with the project's top directory; the build sets it for tests. */
    public static final String ROOT_PROPERTY = "project.root";

    public ProjectFiles {
        root = root.toAbsolutePath().normalize();
    }

    /** From the system property, else the nearest directory upwards that looks like the project. */
    public static ProjectFiles find() {
        Optional<Path> told = Optional.ofNullable(System.getProperty(ROOT_PROPERTY)).map(Path::of);
        return new ProjectFiles(told.orElseGet(ProjectFiles::upwards));
    }

    private static Path upwards() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.exists(p.resolve("mvnw")) && Files.exists(p.resolve("standalone/pom.xml"))) {
                return p;
            }
        }
        throw new CannotStart(
                "The project's directory is not known: set the system property "
                        + ROOT_PROPERTY
                        + ".");
    }

    Path classes() {
        return module().resolve("classes");
    }

    Path brokerLibraries() {
        return module().resolve("broker/lib");
    }

    Path postgresLibraries() {
        return module().resolve("postgres/lib");
    }

    Path policies() {
        return root.resolve("deploy/policies");
    }

    Path sites() {
        return root.resolve("deploy/sites");
    }

    /** The SQL that guards the ledger's tables against their owner. */
    String guard() {
        try {
            return Files.readString(root.resolve("deploy/postgres/guard.sql"));
        } catch (IOException e) {
            throw new CannotStart("The ledger's guard cannot be read: " + e.getMessage(), e);
        }
    }

    /** The jar with which others verify. */
    public Path verifier() {
        return root.resolve("consent-core/target/consent-ledger-verifier.jar");
    }

    /** The command that makes a line of the users' file. */
    Path userLine() {
        return root.resolve("deploy/user-line");
    }

    private Path module() {
        return root.resolve("standalone/target");
    }
}
