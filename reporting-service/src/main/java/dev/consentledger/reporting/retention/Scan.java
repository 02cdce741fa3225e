package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.retention.Run.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a run has come. Guests are gathered over all of the run: which of them share an order
 * follows from who is due alone, and not from when a run before was broken off. Not thread-safe.
 */
final class Scan {

    /** Of guests that lose the same parts in the same shard. */
    record Group(int shard, Set<PartName> parts) {}

    final String site;
    final Due due;
    private final Map<Group, List<Long>> guests = new HashMap<>();
    private Hash after = Hash.of(new byte[Hash.LENGTH]);
    private long orders;
    private long ofGuests;
    private long held;

    Scan(String site, Due due) {
        this.site = site;
        this.due = due;
    }

    Hash after() {
        return after;
    }

    void advance(List<Hash> subjects) {
        if (!subjects.isEmpty()) {
            after = subjects.get(subjects.size() - 1);
        }
    }

    void ordered() {
        orders++;
    }

    void held() {
        held++;
    }

    void add(Group group, long index) {
        guests.computeIfAbsent(group, g -> new ArrayList<>()).add(index);
        ofGuests++;
    }

    /** Guests for some orders, each ascending; at the end also those that do not fill one. */
    Map<Group, List<List<Long>>> take(boolean atTheEnd) {
        Map<Group, List<List<Long>>> taken = new HashMap<>();
        guests.forEach(
                (group, indexes) -> {
                    while (indexes.size() >= Reach.INDEXES_MAX || atTheEnd && !indexes.isEmpty()) {
                        List<Long> some =
                                indexes.subList(0, Math.min(indexes.size(), Reach.INDEXES_MAX));
                        taken.computeIfAbsent(group, g -> new ArrayList<>())
                                .add(some.stream().sorted().toList());
                        some.clear();
                    }
                });
        return taken;
    }

    Tally tally() {
        return new Tally(orders, ofGuests, held);
    }
}
