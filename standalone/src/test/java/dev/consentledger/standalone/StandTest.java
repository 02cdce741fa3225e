package dev.consentledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.standalone.postgres.Database;
import dev.consentledger.standalone.postgres.Database.Role;
import dev.consentledger.standalone.process.CannotStart;
import dev.consentledger.standalone.service.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandTest {
    @TempDir static Path directory;
    private static Stand stand;

    @BeforeAll
    static void start() {
        stand = Stand.start(directory, StandOptions.withFreePorts());
    }

    @AfterAll
    static void stop() {
        stand.close();
        assertThat(stand.broker().isAlive()).isFalse();
        assertThat(stand.postgres().isAlive()).isFalse();
    }

    @Test
    void acknowledgedRecordsSurviveAKilledBroker() throws Exception {
        String topic = "survives";
        List<String> sent = IntStream.range(0, 500).mapToObj(i -> "record " + i).toList();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stand.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(producerSettings())) {
            for (String value : sent) {
                producer.send(new ProducerRecord<>(topic, value));
            }
            producer.flush();
        }

        long before = stand.broker().pid();
        stand.broker().kill();
        assertThat(stand.broker().isAlive()).isFalse();
        assertThat(stand.broker().ended().toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isEqualTo(137);
        stand.broker().restart();

        assertThat(stand.broker().pid()).isNotEqualTo(before);
        assertThat(readAll(topic, sent.size())).isEqualTo(sent);
    }

    @Test
    void committedRowsSurviveAKilledPostgres() throws Exception {
        try (Connection c = connect(stand.ledgerOwner());
                Statement s = c.createStatement()) {
            s.execute("CREATE TABLE survives AS SELECT generate_series(1, 1000) AS n");
            s.execute("INSERT INTO survives SELECT generate_series(1001, 2000)");
        }

        stand.postgres().kill();
        stand.postgres().restart();

        assertThat(query(stand.ledgerOwner(), "SELECT count(*) FROM survives")).isEqualTo("2000");
    }

    @Test
    void restartInOrderKeepsRows() throws Exception {
        try (Connection c = connect(stand.reporting());
                Statement s = c.createStatement()) {
            s.execute("CREATE TABLE kept AS SELECT 7 AS n");
        }

        stand.postgres().restart();

        assertThat(query(stand.reporting(), "SELECT n FROM kept")).isEqualTo("7");
    }

    @Test
    void postgresIs18AndDurable() throws Exception {
        assertThat(query(stand.ledger(), "SHOW server_version")).startsWith("18.");
        assertThat(query(stand.ledger(), "SHOW fsync")).isEqualTo("on");
        assertThat(query(stand.ledger(), "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(query(stand.ledger(), "SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void aUserReachesItsOwnDatabaseOnly() {
        Database foreign =
                new Database("reporting", "ledger", stand.ledger().password(), Role.GUEST);
        assertThatThrownBy(() -> connect(foreign)).isInstanceOf(SQLException.class);
        Database wrongPassword = new Database("ledger", "ledger", "guess", Role.GUEST);
        assertThatThrownBy(() -> connect(wrongPassword)).isInstanceOf(SQLException.class);
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws Exception {
        Map<String, String> environment = stand.environment(ServiceName.LEDGER_SERVICE);
        Path key = Path.of(environment.get("CONSENT_LEDGER_KEY_FILE"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).hasSizeGreaterThanOrEqualTo(43);
        assertThat(stand.ledger().toString()).doesNotContain(stand.ledger().password());
    }

    @Test
    void aSecondRunOnTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> Stand.start(directory, StandOptions.withFreePorts()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Another run holds the data directory")
                .hasMessageContaining(directory.toString());
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                stand.jdbcUrl(database), database.user(), database.password());
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection c = connect(database);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Properties producerSettings() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", stand.kafkaBootstrapServers());
        settings.put("acks", "all");
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", StringSerializer.class);
        return settings;
    }

    private static List<String> readAll(String topic, int count) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", stand.kafkaBootstrapServers());
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        List<String> read = new java.util.ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (read.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(200))) {
                    read.add(r.value());
                }
            }
        }
        return read;
    }
}
