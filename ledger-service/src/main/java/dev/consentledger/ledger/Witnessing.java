package dev.consentledger.ledger;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.CheckpointSigner;
import dev.consentledger.ledger.checkpoint.GrowthProofs;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.http.WitnessClient;
import dev.consentledger.ledger.metrics.WitnessMetrics;
import dev.consentledger.ledger.store.CheckpointStore;
import dev.consentledger.ledger.store.CosignatureStore;
import dev.consentledger.ledger.witness.Asking;
import dev.consentledger.ledger.witness.HandedOutCosignatures;
import dev.consentledger.ledger.witness.OurSide;
import dev.consentledger.ledger.witness.SeenByWitnesses;
import dev.consentledger.ledger.witness.WitnessCall;
import dev.consentledger.ledger.witness.WitnessSettings;
import dev.consentledger.ledger.witness.WitnessStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Puts together what asks the witnesses. Without a file of witnesses it does nothing. */
final class Witnessing {

    private static final Logger LOG = Logger.getLogger(Witnessing.class);

    /** Whoever answers is heard by then; a witness that is away must not stop the signing. */
    private static final Duration HEAR_MAX = Duration.ofSeconds(10);

    private final WitnessSettings settings;
    private final HandedOutCosignatures handedOut;
    private final int shardCount;
    private final CheckpointStore store;
    private final CosignatureStore cosignatures;
    private final Shards shards;
    private final SigningStatus signing;
    private final List<WitnessStatus> statuses;
    private final CountDownLatch heard;

    /**
     * @throws CannotStart where the file of witnesses is wrong
     */
    Witnessing(
            LedgerConfig config,
            CheckpointStore store,
            CosignatureStore cosignatures,
            Shards shards,
            SigningStatus signing,
            MeterRegistry registry) {
        if (config.witnessesPeriod().toMillis() < 1) {
            throw new CannotStart(
                    "CONSENT_WITNESSES_PERIOD is wrong: give a duration such as 60s.");
        }
        WitnessFile.Lines lines =
                config.witnessesFile()
                        .map(file -> new WitnessFile(file).read())
                        .orElse(new WitnessFile.Lines(List.of(), Map.of()));
        this.settings =
                new WitnessSettings(lines.asked(), lines.former(), config.witnessesPeriod());
        this.handedOut = new HandedOutCosignatures(settings.keys());
        this.shardCount = config.shards();
        this.store = store;
        this.cosignatures = cosignatures;
        this.shards = shards;
        this.signing = signing;
        this.statuses =
                settings.witnesses().stream()
                        .map(witness -> new WitnessStatus(witness, System::nanoTime))
                        .toList();
        this.heard = new CountDownLatch(statuses.size());
        statuses.forEach(status -> WitnessMetrics.register(registry, status, shardCount));
        WitnessMetrics.register(registry, handedOut, settings.keys().keySet());
    }

    WitnessSettings settings() {
        return settings;
    }

    /** What verifies the cosignatures that are handed out. */
    HandedOutCosignatures handedOut() {
        return handedOut;
    }

    /** What is wrong with the witnesses that do not cosign, by name. */
    Map<String, String> failing() {
        Map<String, String> failing = new LinkedHashMap<>();
        statuses.forEach(
                status ->
                        status.failing()
                                .ifPresent(why -> failing.put(status.witness().name(), why)));
        return failing;
    }

    /** What takes notice of what the witnesses have seen. */
    SeenByWitnesses seen(KeyRing keys) {
        return new SeenByWitnesses(new HighestPublished(keys));
    }

    /** The work of asking, one for each witness. */
    List<Asking> askings(KeyRing keys, Origins origins, SeenByWitnesses seen) {
        if (statuses.isEmpty()) {
            return List.of();
        }
        WitnessCall call = new WitnessClient();
        OurSide ours =
                new OurSide(
                        store,
                        new GrowthProofs(store, keys),
                        keys,
                        origins,
                        signing,
                        cosignatures,
                        seen);
        return statuses.stream()
                .map(
                        status ->
                                new Asking(
                                        status,
                                        call,
                                        ours,
                                        shards,
                                        shardCount,
                                        settings.period(),
                                        heard::countDown))
                .toList();
    }

    /** The signer's work, once every witness was heard that answers. */
    Runnable heardFirst(CheckpointSigner signer) {
        return () -> {
            try {
                if (!heard.await(HEAR_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("not every witness answers; signing begins without them");
                }
                signer.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
