package dev.consentledger.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.standalone.postgres.Database.Role;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
                        databases("first"));
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

        new PostgresCluster(binaries(), directory.resolve("postgres"))
                .createIfMissing(databases("first"));
        server.restart();

        assertThat(server.isAlive()).isTrue();
        assertThat(directory.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void aGuardThatHasChangedIsInstalledAtTheNextStart() throws Exception {
        assertThat(guard()).isEqualTo("first");
        server.stop();

        new PostgresCluster(binaries(), directory.resolve("postgres"))
                .createIfMissing(databases("second"));
        server.restart();

        assertThat(guard()).isEqualTo("second");
    }

    private String guard() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + server.port() + "/ledger",
                                "ledger_owner",
                                "a-password");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT obj_description('public'::regnamespace, 'pg_namespace')")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Databases databases(String guard) {
        return new Databases(
                List.of(new Database("ledger", "ledger_owner", "a-password", Role.OWNER_OF_TABLES)),
                "COMMENT ON SCHEMA public IS '" + guard + "';\n\n");
    }

    private Path binaries() {
        return PostgresBinaries.unpacked(
                BUILT.resolve("classes"),
                BUILT.resolve("postgres/lib"),
                BUILT.resolve("postgres/unpacked"),
                directory);
    }
}
