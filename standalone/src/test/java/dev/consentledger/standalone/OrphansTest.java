package dev.consentledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir Path directory;

    @Test
    void serversEndWhenTheirStarterIsKilled() throws Exception {
        Process holder = holder();
        List<ProcessHandle> servers = servers(holder);
        List<ProcessHandle> guards = holder.children().toList();
        assertThat(servers).hasSize(2).allMatch(ProcessHandle::isAlive);

        holder.destroyForcibly();

        for (ProcessHandle process : Stream.concat(servers.stream(), guards.stream()).toList()) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        // Everything that was held has been let go of in order, so the next start finds it.
        try (Stand next = Stand.start(directory, StandOptions.withFreePorts())) {
            assertThat(next.broker().isAlive()).isTrue();
            assertThat(next.postgres().isAlive()).isTrue();
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-D" + ProjectFiles.ROOT_PROPERTY + "=" + ProjectFiles.find().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<ProcessHandle> servers(Process holder) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        return Stream.of(out.readLine().split(" "))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }
}
