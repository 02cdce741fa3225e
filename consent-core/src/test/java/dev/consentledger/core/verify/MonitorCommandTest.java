package dev.consentledger.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorCommandTest {

    @TempDir Path folder;

    private GrowingLog log() {
        return new GrowingLog(folder.resolve("log"), 1, 24);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Program.Result look(GrowingLog log, String... more) {
        return Program.run(
                Stream.concat(
                                Stream.of(
                                        "monitor",
                                        "--json",
                                        "--trust",
                                        log.trust(),
                                        "--state",
                                        state().toString(),
                                        log.folder().toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void aLogThatGrowsPassesAndIsRemembered() {
        GrowingLog log = log();
        for (int size : new int[] {0, 0, 1, 256, 256, 257, 70_000, 70_500}) {
            SignedCheckpoint served = log.growTo(size);

            Program.Result result = look(log);

            assertThat(result.code()).as(result.out()).isZero();
            assertThat(result.check("consistency")).isEqualTo("passed");
            assertThat(state()).hasBinaryContent(served.toBytes());
        }
        assertThat(folder.resolve("state.evidence")).doesNotExist();
    }

    @Test
    void anotherRootForTheSameSizeIsAnAlarm() throws IOException {
        SignedCheckpoint first = log().growTo(300);
        look(log());
        GrowingLog fork = fork();
        SignedCheckpoint second = fork.growTo(300);

        Program.Result result = look(fork);

        assertAlarm(result, first, second);
        assertThat(look(fork).code()).isEqualTo(1);
    }

    @Test
    void aLargerLogWithAnotherBeginningIsAnAlarm() throws IOException {
        SignedCheckpoint first = log().growTo(300);
        look(log());
        GrowingLog fork = fork();
        SignedCheckpoint second = fork.growTo(1_000);

        assertAlarm(look(fork), first, second);
    }

    @Test
    void aLogThatHasShrunkIsAnAlarm() throws IOException {
        GrowingLog log = log();
        byte[] before = log.growTo(200).toBytes();
        SignedCheckpoint first = log.growTo(300);
        look(log);
        Files.write(log.folder().resolve("checkpoint"), before);

        Program.Result result = look(log);

        assertThat(result.out()).contains("the log has shrunk: 300 entries were remembered");
        assertThat(result.code()).isEqualTo(1);
        assertThat(state()).hasBinaryContent(first.toBytes());
    }

    @Test
    void theCheckpointOfAnotherLogIsAnAlarm() {
        log().growTo(300);
        look(log());
        GrowingLog other =
                new GrowingLog(folder.resolve("other"), "ledger.example/logs/1/1", 1, 24);
        other.growTo(400);

        assertThat(look(other).out()).contains("what was remembered is of the log");
        assertThat(look(other).code()).isEqualTo(1);
    }

    @Test
    void whatTheLogHasNotSignedIsNotRemembered() throws IOException {
        GrowingLog log = log();
        SignedCheckpoint first = log.growTo(300);
        look(log);
        Path file = log.folder().resolve("checkpoint");
        Files.writeString(
                file, new String(log.growTo(400).toBytes()).replace("\n400\n", "\n401\n"));

        assertThat(look(log).code()).isEqualTo(1);
        assertThat(look(log).check("log-signature")).isEqualTo("failed");
        assertThat(state()).hasBinaryContent(first.toBytes());
        assertThat(folder.resolve("state.evidence")).doesNotExist();
    }

    @Test
    void tilesThatAreNotThereOrWrongLeaveItOpen() throws IOException {
        GrowingLog log = log();
        SignedCheckpoint first = log.growTo(300);
        look(log);
        log.growTo(600);
        Path tile = log.folder().resolve("tile/0/001");
        byte[] bytes = Files.readAllBytes(tile);
        Files.delete(tile);

        Program.Result missing = look(log);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out()).contains("missing: tile/0/001");
        bytes[0] ^= 1;
        Files.write(tile, bytes);
        assertThat(look(log).out()).contains("not those of the checkpoint");
        assertThat(state()).hasBinaryContent(first.toBytes());
        bytes[0] ^= 1;
        Files.write(tile, bytes);
        assertThat(look(log).code()).isZero();
    }

    @Test
    void aDamagedStateIsNotTakenForNone() throws IOException {
        GrowingLog log = log();
        log.growTo(300);
        Files.writeString(state(), "x");

        Program.Result result = look(log);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is damaged");
    }

    @Test
    void itFollowsUntilThereIsAnAlarm() throws IOException {
        GrowingLog log = log();
        log.growTo(10);
        byte[] small = log.sign().toBytes();
        Deque<Long> sizes = new ArrayDeque<>(List.of(300L, 301L, 900L));
        Path checkpoint = log.folder().resolve("checkpoint");
        try (FolderServer server = new FolderServer(log.folder())) {
            Terminal.Pause grows =
                    duration -> {
                        if (!duration.equals(java.time.Duration.ofSeconds(5))) {
                            return;
                        }
                        if (!sizes.isEmpty()) {
                            log.growTo(sizes.remove());
                        } else {
                            write(checkpoint, small);
                        }
                    };

            Program.Result result =
                    Program.run(
                            grows,
                            "monitor",
                            "--trust",
                            log.trust(),
                            "--state",
                            state().toString(),
                            "--every",
                            "5",
                            server.url());

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out())
                    .contains(
                            "this is the first look",
                            "the 10 entries that were remembered are its beginning",
                            "the 301 entries that were remembered are its beginning",
                            "the log has shrunk: 900 entries were remembered",
                            "ALARM");
        }
    }

    @Test
    void aServerThatIsAwayIsLookedForAgain() {
        GrowingLog log = log();
        log.growTo(10);
        String url;
        try (FolderServer server = new FolderServer(log.folder())) {
            url = server.url();
        }
        int[] looks = {0};

        Program.Result result =
                Program.run(
                        duration -> {
                            if (duration.toSeconds() == 60 && ++looks[0] == 3) {
                                throw new InterruptedException();
                            }
                        },
                        "monitor",
                        "--trust",
                        log.trust(),
                        "--state",
                        state().toString(),
                        "--every=60",
                        url);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out().split("Result: not established", -1)).hasSize(4);
    }

    @Property(tries = 25)
    void noRewrittenHistoryIsConsistent(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        folder = Files.createTempDirectory("monitor");
        long before = 1 + random.nextInt(600);
        long after = before + random.nextInt(600);
        GrowingLog log = log();
        log.growTo(before);
        assertThat(look(log).code()).isZero();
        GrowingLog fork = fork();
        fork.growTo(after);
        assertThat(look(fork).code()).isEqualTo(1);
        log.growTo(after);
        assertThat(look(log).code()).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
    }

    /** Another log under the same name and key. */
    private GrowingLog fork() {
        return new GrowingLog(folder.resolve("fork"), 2, 24);
    }

    private void assertAlarm(Program.Result result, SignedCheckpoint first, SignedCheckpoint second)
            throws IOException {
        assertThat(result.code()).as(result.out()).isEqualTo(1);
        assertThat(result.check("consistency")).isEqualTo("failed");
        assertThat(result.check("log-signature")).isEqualTo("passed");
        assertThat(state()).hasBinaryContent(first.toBytes());
        Path evidence = Path.of(result.json().get("evidence").asText());
        try (Stream<Path> files = Files.list(evidence)) {
            assertThat(files.map(MonitorCommandTest::read))
                    .containsExactlyInAnyOrder(
                            new String(first.toBytes()), new String(second.toBytes()));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
