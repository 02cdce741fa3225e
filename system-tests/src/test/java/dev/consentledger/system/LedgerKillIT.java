package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * ledger-service is killed with SIGKILL in mid-batch, again and again, while records wait. In a
 * sample {@link KillsIT} kills it once, among all others, and asks for the same afterwards.
 */
@EnabledIfSystemProperty(named = "tests.extent", matches = "exhaustive")
class LedgerKillIT {

    private static final int KILLS = 100;
    private static final int EVENTS = 40_000;

    private static final int KILLS_BETWEEN_AUDITS = 5;

    /** Small batches, so that there are many moments to be killed at. */
    private static final Map<String, String> SMALL_BATCHES =
            Map.of("CONSENT_CONSUMER_BATCH_RECORDS", "5");

    @TempDir Path directory;

    @Test
    void everyAcknowledgedEventIsInTheLedgerOnceHoweverOftenItWasKilled() throws Exception {
        try (ConsentSystem system = ConsentSystem.start(directory, LEDGER_SERVICE, CONSENT_API)) {
            Auditor auditor = Auditor.of(system);
            system.service(LEDGER_SERVICE).stop();
            Map<UUID, Event> acknowledged = send(system);
            long before = system.ledgerTables().size();

            int kills = 0;
            for (long moment : moments()) {
                // It appends something at least, and so it is one that the group knows.
                long more = system.ledgerTables().size() + 1;
                system.launch(LEDGER_SERVICE, SMALL_BATCHES);
                awaitSize(system, Math.max(before + moment, more));
                system.service(LEDGER_SERVICE).kill();
                dismissKilledConsumers(system);

                // It was in the middle: there was more to append.
                assertThat(system.ledgerTables().size()).isLessThan(before + EVENTS);
                LedgerIsWhole.inItself(system.ledgerTables());
                if (++kills % KILLS_BETWEEN_AUDITS == 0) {
                    auditAsItIs(system, auditor);
                }
            }

            system.launch(LEDGER_SERVICE, Map.of());
            LedgerIsWhole.withEachOnce(system, acknowledged);
            LedgerIsWhole.inItself(system.ledgerTables());
            auditor.audit();
            LedgerIsWhole.onTheAppendedTopic(system);
        }
    }

    /** Without a broker the service shows what there is, and appends and signs nothing. */
    private static void auditAsItIs(ConsentSystem system, Auditor auditor) {
        system.launch(LEDGER_SERVICE, Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
        auditor.audit();
        system.service(LEDGER_SERVICE).kill();
    }

    private static Map<UUID, Event> send(ConsentSystem system) {
        Choices choices = new Choices();
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), choices::of, EVENTS, 0)) {
            Map<UUID, Event> acknowledged = visitors.finish();
            assertThat(acknowledged).hasSize(EVENTS);
            return acknowledged;
        }
    }

    /** Numbers of appended events at which it is killed, growing, all before the last fifth. */
    private static List<Long> moments() {
        Random random = Extent.random();
        return random.ints(KILLS, 1, EVENTS * 4 / 5).sorted().mapToObj(Long::valueOf).toList();
    }

    /**
     * The broker misses a killed consumer only when its session ends, 10 s later. Told at once, it
     * lets more crashes into the same time; {@link KillsIT} waits as everybody has to. On a slow
     * machine it may have missed them all by itself.
     */
    private static void dismissKilledConsumers(ConsentSystem system) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.stand().kafkaBootstrapServers()))) {
            admin.removeMembersFromConsumerGroup(
                            "ledger-service.1", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // That is how the client says that the group has no members.
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
        }
    }

    private static void awaitSize(ConsentSystem system, long size) {
        LedgerTables ledger = system.ledgerTables();
        await("%d entries".formatted(size))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ledger.size() >= size);
    }
}
