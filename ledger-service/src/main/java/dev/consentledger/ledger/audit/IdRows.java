package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.ledger.audit.EntryRows.Expected;
import dev.consentledger.ledger.audit.EntryRows.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Checks the table of ids in both directions: every entry is found by its id, and no id is there
 * that is not an entry's. For the second it is enough to count, since no two entries have one row.
 */
final class IdRows {

    private static final int ROWS_AT_ONCE = 2_000;

    /** As many take about as long as one entry, because they are only counted. */
    private static final int ROWS_PER_ENTRY = 20;

    private static final EntryId FIRST = new EntryId(new UUID(0, 0), Long.MIN_VALUE);

    private final StoredShards stored;
    private final int shard;
    private final long size;
    private long expected;
    private boolean allKnown = true;
    private long counted;
    private long indexMax = -1;
    private EntryId at = FIRST;
    private boolean ended;

    IdRows(StoredShards stored, int shard, long size) {
        this.stored = stored;
        this.shard = shard;
        this.size = size;
    }

    /** Checks that the entries of a range, {@code to} exclusive, are found by their ids. */
    void check(List<Expected> entries, long from, long to) throws Mismatch {
        List<Id> ids = entries.stream().filter(Id.class::isInstance).map(Id.class::cast).toList();
        allKnown &= entries.stream().noneMatch(EntryRows.Unknown.class::isInstance);
        expected += ids.size();
        if (ids.isEmpty()) {
            return;
        }
        Map<Long, StoredId> byIndex = new HashMap<>();
        for (StoredId row : stored.ids(shard, ids.stream().map(Id::eventId).toList(), from, to)) {
            if (byIndex.put(row.index(), row) != null) {
                throw new Mismatch("two ids point to entry %d".formatted(row.index()));
            }
        }
        for (Id id : ids) {
            StoredId row = byIndex.get(id.index());
            boolean found =
                    row != null
                            && row.id().eventId().equals(id.eventId())
                            && (id.scope().isEmpty() || id.scope().getAsLong() == row.id().scope());
            if (!found) {
                throw new Mismatch("no id points to entry %d, as one should".formatted(id.index()));
            }
        }
    }

    /**
     * Counts some more ids, once all entries were checked.
     *
     * @return how much that was, in entries; 0 where all are counted
     */
    long advance() throws Mismatch {
        if (ended) {
            return 0;
        }
        List<StoredId> rows = stored.idsAfter(shard, at, ROWS_AT_ONCE);
        for (StoredId row : rows) {
            counted += row.index() < size ? 1 : 0;
            indexMax = Math.max(indexMax, row.index());
            at = row.id();
        }
        if (rows.size() < ROWS_AT_ONCE) {
            ended = true;
            requireNoneTooMany();
        }
        return 1 + rows.size() / ROWS_PER_ENTRY;
    }

    private void requireNoneTooMany() throws Mismatch {
        if (allKnown && counted != expected) {
            throw new Mismatch(
                    "%d entries have an id, and %d ids point to them".formatted(expected, counted));
        }
        // Read after the ids: an append commits an id and the head that covers it together.
        long grown =
                indexMax < size ? size : stored.extent(shard).map(StoredExtent::size).orElse(0L);
        if (indexMax >= grown) {
            throw new Mismatch(
                    "an id points to entry %d, and there are %d".formatted(indexMax, grown));
        }
    }
}
