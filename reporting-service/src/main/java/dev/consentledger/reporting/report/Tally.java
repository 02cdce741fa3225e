package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.ConsentEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The counts of all reports, as long as they are added up. Not thread-safe. */
public final class Tally {

    private final Map<Cell, long[]> counts = new HashMap<>();

    /** Counts an event in every report. */
    public void count(ConsentEntry event) {
        String[] values = Counter.valuesOf(event);
        for (Report report : Reports.ALL) {
            report.count(event, Counter.of(this, report, event, values));
        }
    }

    void count(Turn turn) {
        for (Report report : Reports.ALL) {
            report.count(turn, Counter.of(this, report, turn));
        }
    }

    void add(Cell cell, int measures, int measure, long by) {
        counts.computeIfAbsent(cell, c -> new long[measures])[measure] += by;
    }

    /** The sums that are not zero, of quarter hours. */
    public Map<Cell, Counts> sums() {
        Map<Cell, Counts> sums = new HashMap<>();
        counts.forEach(
                (cell, of) -> {
                    if (Arrays.stream(of).anyMatch(count -> count != 0)) {
                        sums.put(cell, new Counts(of));
                    }
                });
        return sums;
    }
}
