package dev.consentledger.benchmarks.drain;

import dev.consentledger.benchmarks.Cpu;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The ceiling: as little as a program can do that brings the same bytes from the same topic into
 * the same PostgreSQL. Two threads as ledger-service has, its fetch settings, and for each poll one
 * {@code INSERT ... SELECT FROM unnest}, committed by itself, into one table with a bigint key. It
 * checks nothing, hashes nothing and remembers no position, so it could neither notice a broken
 * record nor be restarted.
 *
 * <p>A process of its own, as ledger-service is, with the same heap. Prints one line: records of
 * the first commit, nanoseconds from the first commit to the last, nanoseconds of processor time;
 * then stays until its input ends.
 */
public final class BareConsumer {

    private static final String INSERT =
            "INSERT INTO bare SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::bytea[])";

    private static final int THREADS = 2;
    private static final int BATCH_RECORDS = 2_000;

    private final String topic;
    private final long records;
    private final CountDownLatch finished = new CountDownLatch(THREADS);
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong firstCommit = new AtomicLong();
    private final AtomicLong firstRecords = new AtomicLong();
    private final AtomicLong lastCommit = new AtomicLong();

    private BareConsumer(String topic, long records) {
        this.topic = topic;
        this.records = records;
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> environment = System.getenv();
        BareConsumer bare =
                new BareConsumer(
                        environment.get("TOPIC"), Long.parseLong(environment.get("RECORDS")));
        for (int number = 0; number < THREADS; number++) {
            new Thread(() -> bare.run(environment)).start();
        }
        bare.finished.await();
        long nanos = bare.lastCommit.get() - bare.firstCommit.get();
        long cpuNanos = Cpu.nanos(ProcessHandle.current().pid());
        System.out.println(bare.firstRecords.get() + " " + nanos + " " + cpuNanos);
        // Until the other side has looked what PostgreSQL has done for these connections.
        System.in.read();
        System.exit(0);
    }

    private void run(Map<String, String> environment) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(
                                settings(environment),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer());
                Table table = new Table(environment)) {
            consumer.subscribe(List.of(topic));
            while (committed.get() < records) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
                if (!polled.isEmpty()) {
                    table.insert(polled);
                    commit(polled.count());
                }
            }
            finished.countDown();
            new CountDownLatch(1).await();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private synchronized void commit(int count) {
        long now = System.nanoTime();
        if (committed.getAndAdd(count) == 0) {
            firstCommit.set(now);
            firstRecords.set(count);
        }
        lastCommit.set(now);
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
