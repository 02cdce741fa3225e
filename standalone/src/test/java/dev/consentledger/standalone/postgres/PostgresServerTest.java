package dev.consentledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private static final Path BUILT =
            Path.of(System.getProperty("project.root"), "standalone/target");

    @TempDir Path directory;
    private PostgresServer server;

    @BeforeEach
    void start() {
        server =
                new PostgresServer(
                        directory,
                        BUILT.resolve("classes"),
                        BUILT.resolve("postgres/lib"),
                        Ports.free(),
                        databases());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aServerWithFsyncOffIsRefused() throws Exception {
        server.stop();
        Path settings = directory.resolve("postgres/postgresql.auto.conf");
        Files.writeString(settings, "fsync = off\n", StandardOpenOption.APPEND);

        assertThatThrownBy(server::restart)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("fsync is off")
                .hasMessageContaining("postgresql.auto.conf");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void filesOfAnotherMajorVersionAreRefused() throws Exception {
        server.stop();
        Files.writeString(directory.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(server::restart)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is PostgreSQL 17's and this is PostgreSQL 18")
                .hasMessageContaining("pg_upgrade");
    }

    @Test
    void anInterruptedFirstStartLeavesNothingHalfMade() throws Exception {
        assertThat(directory.resolve("postgres.new")).doesNotExist();
        server.stop();
        Files.move(directory.resolve("postgres"), directory.resolve("earlier"));
        Files.createDirectories(directory.resolve("postgres.new/cluster"));

        new PostgresCluster(binaries(), directory.resolve("postgres")).createIfMissing(databases());
        server.restart();

        assertThat(server.isAlive()).isTrue();
        assertThat(directory.resolve("postgres.new")).doesNotExist();
    }

    private static Databases databases() {
        return new Databases(List.of(Database.ownedBy("ledger", "a-password")), "");
    }

    private Path binaries() {
        return PostgresBinaries.unpacked(
                BUILT.resolve("classes"),
                BUILT.resolve("postgres/lib"),
                BUILT.resolve("postgres/unpacked"),
                directory);
    }
}
