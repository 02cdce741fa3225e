package dev.consentledger.reporting.report;

/**
 * Up to where a shard is projected. The index decides what comes next; the offset says where to
 * look for it.
 *
 * @param nextIndex of the entry that comes next
 * @param nextOffset from which to read the topic of appended entries
 */
public record Position(long nextIndex, long nextOffset) {
    public static final Position START = new Position(0, 0);

    public Position {
        if (nextIndex < 0 || nextOffset < 0) {
            throw new IllegalArgumentException("indexes and offsets count from 0");
        }
    }
}
