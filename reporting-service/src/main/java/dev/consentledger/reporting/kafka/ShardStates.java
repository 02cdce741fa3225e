package dev.consentledger.reporting.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What keeps shards from being projected. A halted one waits for an operator and stays halted until
 * its partition is assigned anew; a failing one is being tried again and recovers by itself.
 * Thread-safe.
 */
@ApplicationScoped
public class ShardStates {

    private static final Logger LOG = Logger.getLogger(ShardStates.class);

    private final Map<Integer, String> halted = new ConcurrentHashMap<>();
    private final Map<Integer, String> failing = new ConcurrentHashMap<>();

    ShardStates(MeterRegistry registry) {
        registry.gauge("consent_reporting_halted_shards", this, states -> states.halted.size());
    }

    void halt(int shard, String reason) {
        if (halted.putIfAbsent(shard, reason) == null) {
            LOG.errorf(
                    "A shard is halted and its figures stand still until this is mended and"
                            + " reporting-service is restarted. shard=%d reason=%s",
                    shard, reason);
        }
    }

    void assigned(int shard) {
        halted.remove(shard);
    }

    boolean isHalted(int shard) {
        return halted.containsKey(shard);
    }

    void failing(int shard, Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        String before = failing.put(shard, reason);
        if (!reason.equals(before)) {
            LOG.warnf(
                    "A batch could not be projected; trying again. shard=%d reason=%s",
                    shard, reason);
        }
    }

    void succeeded(int shard) {
        Optional.ofNullable(failing.remove(shard))
                .ifPresent(reason -> LOG.infof("Batches are projected again. shard=%d", shard));
    }

    Map<Integer, String> halted() {
        return new TreeMap<>(halted);
    }

    Map<Integer, String> failing() {
        return new TreeMap<>(failing);
    }
}
