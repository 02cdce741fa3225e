package dev.consentledger.ledger.reading;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Sees to it that a checkpoint which a proof quotes is never thinned away. The database is asked
 * once for each; what it said is remembered. Thread-safe.
 */
public final class Quotations {

    /** Half a megabyte of what was quoted; then it is forgotten and asked for again. */
    private static final int REMEMBERED_MAX = 10_000;

    private record Quoted(LogId log, long size) {}

    private final BiFunction<LogId, Long, Uni<Boolean>> keep;
    private final Set<Quoted> kept = ConcurrentHashMap.newKeySet();

    /**
     * @param keep has the database mark a checkpoint of this size; false where there is none
     */
    public Quotations(BiFunction<LogId, Long, Uni<Boolean>> keep) {
        this.keep = keep;
    }

    /**
     * Whether the checkpoint stays for good, and so may be quoted. Fails where that cannot be
     * written down now.
     */
    public Uni<Boolean> keep(LogId log, long size) {
        Quoted quoted = new Quoted(log, size);
        return kept.contains(quoted)
                ? Uni.createFrom().item(true)
                : keep.apply(log, size).invoke(stays -> remember(quoted, stays));
    }

    private void remember(Quoted quoted, boolean stays) {
        if (kept.size() >= REMEMBERED_MAX) {
            kept.clear();
        }
        if (stays) {
            kept.add(quoted);
        }
    }
}
