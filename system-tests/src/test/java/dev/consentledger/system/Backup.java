package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.standalone.process.StandProcess;
import dev.consentledger.standalone.service.ServiceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL's files as they were at a moment. */
final class Backup {

    private final ConsentSystem system;
    private final Path files;
    private final Path copy;

    private Backup(ConsentSystem system, Path copy) {
        this.system = system;
        this.files = system.stand().directory().resolve("postgres");
        this.copy = copy;
    }

    /** Copies the files while nobody writes them; the services that do are started again. */
    static Backup take(ConsentSystem system, Path copy) throws IOException, InterruptedException {
        Backup backup = new Backup(system, copy);
        backup.whileNobodyWrites(
                () -> run("cp", "-a", backup.files.toString(), copy.toString()), Map.of());
        return backup;
    }

    /**
     * Puts the files back, as an operator does after a loss.
     *
     * @param settings under which ledger-service starts again
     */
    void restore(Map<String, String> settings) throws IOException, InterruptedException {
        whileNobodyWrites(
                () -> {
                    run("rm", "-r", files.toString());
                    run("cp", "-a", copy.toString(), files.toString());
                },
                settings);
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private void whileNobodyWrites(Step step, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<ServiceName> writers =
                Stream.of(LEDGER_SERVICE, REPORTING_SERVICE).filter(system::runs).toList();
        writers.forEach(name -> system.service(name).stop());
        StandProcess postgres = system.stand().postgres();
        postgres.stop();
        step.take();
        postgres.restart();
        writers.forEach(name -> system.launch(name, name == LEDGER_SERVICE ? settings : Map.of()));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
