package dev.consentledger.reporting.rebuild;

/**
 * How far the new tables of a shard are.
 *
 * @param next index of the entry that comes next in them
 * @param end they are to have all entries below it
 */
public record Filling(int shard, long next, long end) {

    /** With another end. */
    Filling to(long otherEnd) {
        return new Filling(shard, next, otherEnd);
    }

    /** Once some more are there. */
    public Filling after(int added) {
        return new Filling(shard, next + added, end);
    }

    public boolean isDone() {
        return next >= end;
    }

    long missing() {
        return Math.max(0, end - next);
    }
}
