package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a log, and where. All are counted, the first ones kept. For one thread. */
final class Faults {

    /** Who reads more than these has seen enough. */
    static final int KEPT_MAX = 100;

    /** What a fault is in. */
    enum Kind {
        BUNDLE,
        TILE
    }

    /**
     * @param place the path of a file
     */
    record Fault(Kind kind, String place, String what) {
        String line() {
            return place + ": " + what;
        }

        Json toJson() {
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

    List<Fault> kept() {
        return List.copyOf(kept);
    }

    long count(Kind kind) {
        return counts[kind.ordinal()];
    }

    long count() {
        return count(Kind.BUNDLE) + count(Kind.TILE);
    }
}
