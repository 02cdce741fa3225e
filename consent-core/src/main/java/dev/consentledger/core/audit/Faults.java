package dev.consentledger.core.audit;

import dev.consentledger.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a log, and where. All are counted, the first ones kept. For one thread. */
public final class Faults {

    /** Who reads more than these has seen enough. */
    static final int KEPT_MAX = 100;

    /** What a fault is in. */
    public enum Kind {
        BUNDLE,
        TILE
    }

    /**
     * One thing that is wrong.
     *
     * @param place the path of a file in the layout of C2SP tlog-tiles
     */
    public record Fault(Kind kind, String place, String what) {

        public String line() {
            return place + ": " + what;
        }

        public Json toJson() {
            return Json.object().put("place", place).put("what", what).build();
        }
    }

    private final List<Fault> kept = new ArrayList<>();
    private final long[] counts = new long[Kind.values().length];

    void add(Kind kind, String place, String what) {
        counts[kind.ordinal()]++;
        if (kept.size() < KEPT_MAX) {
            kept.add(new Fault(kind, place, what));
        }
    }

    /** The first ones, in the order in which they were found. */
    public List<Fault> kept() {
        return List.copyOf(kept);
    }

    public long count(Kind kind) {
        return counts[kind.ordinal()];
    }

    public long count() {
        return count(Kind.BUNDLE) + count(Kind.TILE);
    }
}
