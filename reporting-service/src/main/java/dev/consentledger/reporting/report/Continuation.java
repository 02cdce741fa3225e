package dev.consentledger.reporting.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a batch comes next at a position: entries that were told before are left out, and nothing
 * is taken from behind a gap.
 *
 * @param entries with the indexes from the position's on, without a hole
 * @param after the position once they are projected
 * @param gap why the rest of the batch was not taken, in a sentence for the operator
 */
public record Continuation(List<Appended> entries, Position after, Optional<String> gap) {

    public Continuation {
        entries = List.copyOf(entries);
    }

    /**
     * @param batch in the order of the topic
     */
    public static Continuation of(Position position, List<Appended> batch) {
        List<Appended> next = new ArrayList<>(batch.size());
        long nextIndex = position.nextIndex();
        long nextOffset = position.nextOffset();
        for (Appended appended : batch) {
            if (appended.index() > nextIndex) {
                Position before = new Position(nextIndex, appended.offset());
                return new Continuation(next, before, Optional.of(gap(nextIndex, appended)));
            }
            if (appended.index() == nextIndex) {
                next.add(appended);
                nextIndex++;
            }
            nextOffset = appended.offset() + 1;
        }
        return new Continuation(next, new Position(nextIndex, nextOffset), Optional.empty());
    }

    private static String gap(long nextIndex, Appended appended) {
        return "index %d comes next, and the topic of appended entries has index %d at offset %d"
                        .formatted(nextIndex, appended.index(), appended.offset())
                + "; have everything made anew from the ledger (POST /v1/rebuilds), then restart"
                + " reporting-service";
    }
}
