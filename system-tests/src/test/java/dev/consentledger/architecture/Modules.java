package dev.consentledger.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.consentledger.standalone.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules that are checked, and where their classes and sources are. */
final class Modules {

    static final Module CORE = new Module("consent-core", "dev.consentledger.core");
    static final Module API = new Module("consent-api", "dev.consentledger.api");
    static final Module LEDGER = new Module("ledger-service", "dev.consentledger.ledger");
    static final Module REPORTING = new Module("reporting-service", "dev.consentledger.reporting");
    static final Module STANDALONE = new Module("standalone", "dev.consentledger.standalone");

    static final List<Module> SERVICES = List.of(API, LEDGER, REPORTING);
    static final List<Module> ALL = List.of(CORE, API, LEDGER, REPORTING, STANDALONE);

    private Modules() {}

    /** All packages that are not this module's, but another one's. */
    static String[] packagesOfOthers(Module module, List<Module> among) {
        return among.stream()
                .filter(other -> !other.equals(module))
                .map(Module::allPackages)
                .toArray(String[]::new);
    }

    /**
     * One module of the project.
     *
     * @param folder below the project's top directory
     * @param root the package that all its classes are in or below
     */
    record Module(String folder, String root) {

        /** The compiled classes. They are there, or the check would check nothing. */
        JavaClasses classes() {
            Path compiled = path().resolve("target/classes");
            if (Files.notExists(compiled)) {
                throw new IllegalStateException(
                        "%s is not compiled: ./mvnw -pl system-tests -am test does so"
                                .formatted(folder));
            }
            return new ClassFileImporter().importPath(compiled);
        }

        /** The source files of what is shipped. */
        List<Path> sources() {
            return sourcesBelow(path().resolve("src/main/java"));
        }

        String allPackages() {
            return root + "..";
        }

        private Path path() {
            return ProjectFiles.find().root().resolve(folder);
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    static List<Path> sourcesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
