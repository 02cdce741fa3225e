package dev.consentledger.standalone.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Main class of the broker's process: one Kafka node that is broker and controller.
 *
 * <p>Arguments: its configuration as a properties file, and a file to which it writes its process
 * id once clients can connect. Formats the log directory if that was never done. SIGTERM is an
 * orderly shutdown.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = read(Path.of(arguments[0]));
        Path ready = Path.of(arguments[1]);
        Path logDirectory = Path.of(settings.get("log.dirs"));
        if (Files.notExists(logDirectory.resolve("meta.properties"))) {
            format(logDirectory, settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        server.startup();
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path logDirectory, Map<String, String> settings) throws Exception {
        Formatter formatter = new Formatter();
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(Integer.parseInt(settings.get("node.id")));
        formatter.setControllerListenerName(settings.get("controller.listener.names"));
        formatter.setMetadataLogDirectory(logDirectory.toString());
        formatter.addDirectory(logDirectory.toString());
        formatter.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
        formatter.setIgnoreFormatted(true);
        formatter.run();
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
        return settings;
    }
}
