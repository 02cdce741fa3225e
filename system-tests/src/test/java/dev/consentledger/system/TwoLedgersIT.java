package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.standalone.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of ledger-service share the shards, and hand them over while visitors go on. */
class TwoLedgersIT {

    private static final int ROUNDS = Extent.of(1, 10);

    /** Of each page between two events: some 150 events a second together. */
    private static final long PAUSE_MILLIS = 200;

    private static final int BETWEEN_CHANGES = 100;

    @TempDir Path directory;

    @Test
    void nothingIsLostOrThereTwiceAfterRebalancesAndZombies() throws Exception {
        try (ConsentSystem system = ConsentSystem.start(directory, CONSENT_API, LEDGER_SERVICE)) {
            Choices choices = new Choices();
            Map<UUID, Event> acknowledged;
            try (RetryingVisitors visitors =
                    new RetryingVisitors(
                            system.api(), choices::of, Integer.MAX_VALUE, PAUSE_MILLIS)) {
                for (int round = 0; round < ROUNDS; round++) {
                    rebalance(system, visitors);
                }
                acknowledged = visitors.finish();
            }

            LedgerIsWhole.withEachOnce(system, acknowledged);
            LedgerIsWhole.inItself(system.ledgerTables());
            Auditor.auditsAll(system);
            LedgerIsWhole.onTheAppendedTopic(system);
        }
    }

    /** Shards go to a second instance, all of them while the first is held up, and come back. */
    private static void rebalance(ConsentSystem system, RetryingVisitors visitors)
            throws Exception {
        awaitAppended(system, visitors);
        try (ServiceProcess second = system.launchBeside(LEDGER_SERVICE)) {
            second.awaitReady();
            awaitAppended(system, visitors);

            ServiceProcess first = system.service(LEDGER_SERVICE);
            signal("STOP", first);
            try {
                // The broker misses the first one in time, and the second one takes its shards.
                awaitAppended(system, visitors);
            } finally {
                // It believes that the shards are still its own.
                signal("CONT", first);
            }
            awaitAppended(system, visitors);
        }
        awaitAppended(system, visitors);
    }

    /** Returns when the ledger has what is acknowledged, and a little more was sent. */
    private static void awaitAppended(ConsentSystem system, RetryingVisitors visitors) {
        int goal = visitors.acknowledged() + BETWEEN_CHANGES;
        await("%d acknowledged events".formatted(goal))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(() -> visitors.acknowledged() >= goal);
        LedgerIsWhole.withEachOnceSoFar(system, visitors.soFar());
    }

    private static void signal(String name, ServiceProcess process)
            throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
