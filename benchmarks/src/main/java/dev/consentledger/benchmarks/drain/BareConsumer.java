package dev.consentledger.benchmarks.drain;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The ceiling: as little as a program can do that brings the same bytes from the same topic into
 * the same PostgreSQL. One consumer with the fetch settings of ledger-service, and for each poll
 * one {@code INSERT ... SELECT FROM unnest}, committed by itself, into one table with a bigint key.
 * It checks nothing, hashes nothing and remembers no position, so it could neither notice a broken
 * record nor be restarted.
 *
 * <p>A process of its own, as ledger-service is, with the same heap. Prints how many records are
 * committed at the first commit, behind the middle, and at the end; then stays until its input
 * ends.
 */
public final class BareConsumer {

    private static final String INSERT =
            "INSERT INTO bare SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::bytea[])";

    private static final int BATCH_RECORDS = 2_000;

    private BareConsumer() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        long records = Long.parseLong(environment.get("RECORDS"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(
                                settings(environment),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer());
                Table table = new Table(environment)) {
            consumer.subscribe(List.of(environment.get("TOPIC")));
            long committed = 0;
            long next = 1;
            while (committed < records) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
                if (!polled.isEmpty()) {
                    table.insert(polled);
                    committed += polled.count();
                }
                if (committed >= next) {
                    System.out.println(committed);
                    next = next == 1 ? records / 2 : records;
                }
            }
            // Until the other side has looked what this process and PostgreSQL's have used.
            System.in.read();
        }
    }

    private static long key(ConsumerRecord<byte[], byte[]> record) {
        return (long) record.partition() << 48 | record.offset();
    }

    private static byte[] evidence(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader("evidence").value();
    }

    private static final class Table implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement statement;

        Table(Map<String, String> environment) throws SQLException {
            connection =
                    DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:"
                                    + environment.get("PORT")
                                    + "/"
                                    + environment.get("NAME"),
                            environment.get("NAME"),
                            environment.get("PASSWORD"));
            statement = connection.prepareStatement(INSERT);
        }

        void insert(ConsumerRecords<byte[], byte[]> polled) throws SQLException {
            int count = polled.count();
            Long[] keys = new Long[count];
            byte[][] values = new byte[count][];
            byte[][] evidences = new byte[count][];
            int at = 0;
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                keys[at] = key(record);
                values[at] = record.value();
                evidences[at++] = evidence(record);
            }
            statement.setArray(1, connection.createArrayOf("bigint", keys));
            statement.setArray(2, connection.createArrayOf("bytea", values));
            statement.setArray(3, connection.createArrayOf("bytea", evidences));
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** As ledger-service says them, but for the position, which it takes from PostgreSQL. */
    private static Map<String, Object> settings(Map<String, String> environment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, environment.get("BOOTSTRAP"));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, environment.get("GROUP"));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return settings;
    }
}
