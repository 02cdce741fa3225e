package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static org.awaitility.Awaitility.await;

import dev.consentledger.standalone.process.StandProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each process is killed with SIGKILL while visitors go on, retrying as a site's page does. */
class KillsIT {

    private static final int ROUNDS = Extent.of(1, 40);

    /** Of the five, in each round. */
    private static final int VICTIMS = Extent.of(3, 5);

    /**
     * Of each page between two events: some 200 events a second together, or 50 for as long as it
     * takes to kill 200 times. In the end all of them are compared, and have to be in memory.
     */
    private static final long PAUSE_MILLIS = Extent.of(150, 600);

    /** A kill comes after this many more acknowledged events at most. */
    private static final int BETWEEN_KILLS_MAX = 200;

    private final Random random = Extent.random();

    @TempDir Path directory;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice() {
        try (ConsentSystem system =
                ConsentSystem.start(directory, CONSENT_API, LEDGER_SERVICE, REPORTING_SERVICE)) {
            Map<UUID, Event> acknowledged = visitWhileAllAreKilled(system);

            LedgerIsWhole.withEachOnce(system, acknowledged);
            LedgerIsWhole.inItself(system.ledgerTables());
            Auditor.auditsAll(system);
            LedgerIsWhole.onTheAppendedTopic(system);
            Choices.areCounted(system, acknowledged.values());
        }
    }

    private Map<UUID, Event> visitWhileAllAreKilled(ConsentSystem system) {
        Choices choices = new Choices();
        try (RetryingVisitors visitors =
                new RetryingVisitors(system.api(), choices::of, Integer.MAX_VALUE, PAUSE_MILLIS)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (StandProcess victim : victims(system)) {
                    awaitMore(visitors, 1 + random.nextInt(BETWEEN_KILLS_MAX));
                    victim.kill();
                    victim.restart();
                }
                if (round + 1 < ROUNDS) {
                    LedgerIsWhole.withEachOnceSoFar(system, visitors.soFar());
                    Auditor.auditsAll(system);
                }
            }
            awaitMore(visitors, BETWEEN_KILLS_MAX);
            return visitors.finish();
        }
    }

    /** In another order each time. */
    private List<StandProcess> victims(ConsentSystem system) {
        List<StandProcess> victims =
                new ArrayList<>(
                        List.of(
                                system.service(CONSENT_API),
                                system.service(LEDGER_SERVICE),
                                system.service(REPORTING_SERVICE),
                                system.stand().broker(),
                                system.stand().postgres()));
        Collections.shuffle(victims, random);
        return victims.subList(0, VICTIMS);
    }

    private static void awaitMore(RetryingVisitors visitors, int more) {
        int goal = visitors.acknowledged() + more;
        await("%d acknowledged events".formatted(goal))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(() -> visitors.acknowledged() >= goal);
    }
}
