package dev.consentledger.ledger.witness;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** How far one witness has cosigned, as this instance knows it. Thread-safe. */
public final class WitnessStatus {

    private static final Logger LOG = Logger.getLogger(WitnessStatus.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final KnownWitness witness;
    private final LongSupplier nanos;
    private final Map<Integer, Long> cosigned = new ConcurrentHashMap<>();
    private final Map<FailureKind, LongAdder> failures = new EnumMap<>(FailureKind.class);
    private volatile long lastSuccess;
    private volatile Optional<String> failing = Optional.empty();

    /**
     * @param nanos a clock that never goes back
     */
    public WitnessStatus(KnownWitness witness, LongSupplier nanos) {
        this.witness = witness;
        this.nanos = nanos;
        this.lastSuccess = nanos.getAsLong();
        List.of(FailureKind.values()).forEach(kind -> failures.put(kind, new LongAdder()));
    }

    public KnownWitness witness() {
        return witness;
    }

    /** Says that the witness's cosignature of this size is kept. */
    void cosigned(int shard, long size) {
        cosigned.put(shard, size);
    }

    /** Says that everything that was to be asked was cosigned. */
    void succeeded() {
        lastSuccess = nanos.getAsLong();
        if (failing.isPresent()) {
            failing = Optional.empty();
            LOG.infof("the witness cosigns again witness=%s", witness.name());
        }
    }

    /** Counts a failure; what lasts stands in the log once. */
    void failed(FailureKind kind, String why) {
        failures.get(kind).increment();
        if (failing.isEmpty()) {
            LOG.warnf(
                    "the witness has not cosigned, it is asked again with each period witness=%s url=%s cause=%s",
                    witness.name(), witness.url(), why);
        }
        failing = Optional.of(why);
    }

    /** Entries under the newest checkpoint that it is known to have cosigned; 0 for none. */
    public long cosignedSize(int shard) {
        return cosigned.getOrDefault(shard, 0L);
    }

    /** Since when something is missing, or since it was last asked for everything, in seconds. */
    public double secondsSinceSuccess() {
        return (nanos.getAsLong() - lastSuccess) / NANOS_PER_SECOND;
    }

    /** How often it has failed in this way since this instance started. */
    public long failures(FailureKind kind) {
        return failures.get(kind).sum();
    }

    /** What was wrong when it was last asked; absent where nothing was. */
    public Optional<String> failing() {
        return failing;
    }
}
