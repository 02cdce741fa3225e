package dev.consentledger.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the one broker of the stand is told. Nothing that decides about durability is left to a
 * default.
 *
 * @param port where clients connect
 * @param controllerPort where the broker meets its own controller half
 * @param powerSafe whether every record is forced to the disk before it is acknowledged. Without,
 *     an acknowledged record survives a killed process (it is in the operating system's page
 *     cache), not a power cut
 */
record BrokerSettings(Path logDirectory, int port, int controllerPort, boolean powerSafe) {

    private Properties properties() {
        Properties p = new Properties();
        p.setProperty("node.id", "1");
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("log.dirs", logDirectory.toString());
        // Topics are made by us, with every setting written down, or not at all.
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("min.insync.replicas", "1");
        p.setProperty("unclean.leader.election.enable", "false");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "4");
        // A killed broker is let in again only when its old session has run out: 9 s by default.
        p.setProperty("broker.session.timeout.ms", "4000");
        p.setProperty("broker.heartbeat.interval.ms", "1000");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // What is past its retention may still name somebody: it goes soon, not within five
        // minutes.
        p.setProperty("log.retention.check.interval.ms", "5000");
        p.setProperty("log.initial.task.delay.ms", "5000");
        // An interval of 2^63-1 is Kafka's own way to say: leave the flushing to the system.
        p.setProperty(
                "log.flush.interval.messages", powerSafe ? "1" : Long.toString(Long.MAX_VALUE));
        return p;
    }

    void write(Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties().store(writer, "Written at every start; changes here are lost.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
