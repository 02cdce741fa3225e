package dev.consentledger.api.kafka;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Every setting that matters of the clients, and why it has its value. */
final class KafkaSettings {

    /**
     * A client is told after this that its event is not confirmed. Long enough for the election of
     * a partition's leader, shorter than what a page waits for.
     */
    static final int DELIVERY_TIMEOUT_MILLIS = 10_000;

    /** Half of the above, so that a lost request is sent a second time. */
    private static final int REQUEST_TIMEOUT_MILLIS = 4_500;

    /**
     * For so long {@code send} may hold up an event loop, when the topic's partitions were
     * forgotten or the buffer is full.
     */
    private static final int BLOCK_MAX_MILLIS = 10;

    /** Lets a batch fill; a visitor does not notice it. */
    private static final int LINGER_MILLIS = 5;

    /** A request takes one batch a partition, and the next waits for its answer. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** Some thirty times what the records in flight take (RecordPublisher.IN_FLIGHT_MAX). */
    private static final long BUFFER_BYTES = 64L << 20;

    /** Partitions are looked up again before they are forgotten, also on a quiet day. */
    private static final long METADATA_IDLE_MILLIS = 7L * 24 * 60 * 60 * 1000;

    private static final int METADATA_AGE_MILLIS = 60_000;
    private static final int RECONNECT_MILLIS_MIN = 50;
    private static final int RECONNECT_MILLIS_MAX = 1_000;
    private static final int ADMIN_TIMEOUT_MILLIS = 3_000;

    private static final int READER_TIMEOUT_MILLIS = 5_000;

    /** Documents are large, and few at a time are enough. */
    private static final int READER_RECORDS_MAX = 50;

    private KafkaSettings() {}

    static Map<String, Object> producer(String bootstrapServers) {
        Map<String, Object> settings = common(bootstrapServers);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "consent-api");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more, a new partition can take a later request first and refuse the earlier one
        // until its time is over (KAFKA-15591).
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MAX_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MILLIS);
        return settings;
    }

    static Map<String, Object> admin(String bootstrapServers) {
        Map<String, Object> settings = common(bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "consent-api-watch");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        return settings;
    }

    /** A consumer of one partition that is told where to read, in no group. */
    static Map<String, Object> reader(String bootstrapServers) {
        Map<String, Object> settings = common(bootstrapServers);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "consent-api-policies");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READER_RECORDS_MAX);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, READER_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, READER_TIMEOUT_MILLIS);
        return settings;
    }

    private static Map<String, Object> common(String bootstrapServers) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MILLIS_MIN);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
        return settings;
    }
}
