package dev.consentledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
    @TempDir Path directory;
    private final ProjectFiles files = ProjectFiles.find();

    @Test
    void aTakenPortIsNamedWithWhatWantsItAndItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            for (String option :
                    List.of("--kafka-port", "--postgres-port", "--api-port", "--witness-port")) {
                StandOptions free = StandOptions.withFreePorts();
                StandOptions options = parse(arguments(free, option, port)).stand();
                assertThatThrownBy(() -> Stand.start(directory, options))
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("Port " + port)
                        .hasMessageContaining("taken by another program")
                        .hasMessageContaining(option);
            }
        }
        // Nothing was started, and the directory is free again.
        assertThat(directory.resolve("kafka")).doesNotExist();
        DirectoryLock.hold(directory).close();
    }

    @Test
    void onePortForTwoServersIsRefused() {
        StandOptions free = StandOptions.withFreePorts();
        String port = free.servicePorts().get(ServiceName.CONSENT_API).toString();
        StandOptions options = parse(arguments(free, "--ledger-port", port)).stand();
        assertThatThrownBy(() -> Preconditions.check(directory, options))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("--ledger-port");
    }

    @Test
    void aFullDiskIsRefused() {
        assertThatThrownBy(() -> Preconditions.checkSpace(directory, 300L << 20, 1L << 30))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("300 MB are free, at least 1024 MB are needed")
                .hasMessageContaining("--data");
        Preconditions.checkSpace(directory, 1L << 30, 1L << 30);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> Stand.start(file.resolve("data"), StandOptions.withFreePorts()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Cannot write in the data directory")
                .hasMessageContaining("--data");
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() {
        assertThatThrownBy(
                        () ->
                                ServiceProcess.start(
                                        ServiceName.CONSENT_API,
                                        directory,
                                        Map.of(ServiceProcess.PORT_VARIABLE, "1"),
                                        directory.resolve("api.log")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("consent-api is not built");
    }

    @Test
    void argumentsAreRead() {
        CommandLine usual = parse(List.of());
        assertThat(usual.data()).isEqualTo(files.root().resolve("data"));
        assertThat(usual.demoRate()).isEmpty();
        assertThat(usual.stand().servicePorts()).containsEntry(ServiceName.LEDGER_SERVICE, 8081);
        assertThat(usual.stand().witnessPort()).isEqualTo(8083);

        CommandLine all =
                parse(List.of("--demo", "--power-safe", "--data", "/x", "--ledger-port", "9"));
        assertThat(all.demoRate()).hasValue(CommandLine.USUAL_DEMO_RATE);
        assertThat(all.stand().powerSafe()).isTrue();
        assertThat(all.data()).isEqualTo(Path.of("/x"));
        assertThat(all.stand().servicePorts()).containsEntry(ServiceName.LEDGER_SERVICE, 9);
        assertThat(parse(List.of("--demo", "100")).demoRate()).hasValue(100);
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatThrownBy(() -> parse(List.of("--demmo"))).hasMessageContaining("--demmo");
        assertThatThrownBy(() -> parse(List.of("--data"))).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> parse(List.of("--api-port", "x")))
                .hasMessageContaining("number from 1 to 65535");
        assertThatThrownBy(() -> parse(List.of("--demo", "0"))).hasMessageContaining("1 to 1000");
    }

    private CommandLine parse(List<String> arguments) {
        return CommandLine.parse(arguments, files);
    }

    /** All ports free but one. */
    private static List<String> arguments(StandOptions free, String option, String taken) {
        List<String> all =
                new java.util.ArrayList<>(
                        List.of(
                                "--kafka-port", String.valueOf(free.kafkaPort()),
                                "--postgres-port", String.valueOf(free.postgresPort()),
                                "--witness-port", String.valueOf(free.witnessPort())));
        free.servicePorts()
                .forEach((name, port) -> all.addAll(List.of(name.portOption(), port.toString())));
        all.addAll(List.of(option, taken));
        return all;
    }
}
