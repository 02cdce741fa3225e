package dev.consentledger.reporting.reconcile;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockCounts;
import dev.consentledger.reporting.report.Cell;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Report;
import dev.consentledger.reporting.report.Reports;
import dev.consentledger.reporting.report.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the events of a shard's entries, one after the other from its first, and hashes them: the
 * root says which entries they were. Counts of events can be compared for ever; what one choice of
 * a subject made of another is known only as long as the subject is. Not thread-safe.
 */
public final class ShardRecount {

    /** More are counted and not listed. */
    static final int LISTED_MAX = 100;

    private final Map<Block, BlockCounts> days = new HashMap<>();
    private final DayZones zones;
    private CompactRange tree = CompactRange.EMPTY;

    /**
     * @param zones in which days begin
     */
    public ShardRecount(DayZones zones) {
        this.zones = zones;
    }

    /**
     * Counts the entries that come next.
     *
     * @param entries their bytes, in the order of their indexes
     */
    public void add(List<byte[]> entries) {
        tree = tree.append(entries.stream().map(TreeHash::leaf).toList());
        Tally tally = new Tally();
        entries.forEach(bytes -> count(bytes, tally));
        BlockCounts.addTo(days, zones.days(tally.sums()));
    }

    private static void count(byte[] bytes, Tally tally) {
        if (EntryCodec.decode(bytes) instanceof Decoding.Readable decoded
                && decoded.entry() instanceof ConsentEntry consent) {
            tally.count(consent);
        }
    }

    /** How many entries were counted. */
    public long size() {
        return tree.size();
    }

    /** The root of the tree of these entries. */
    public Hash root() {
        return tree.root();
    }

    /**
     * Where the tables differ.
     *
     * @param snapshot of as many entries as were counted
     */
    public ShardResult compare(Snapshot snapshot) {
        if (snapshot.size() != size()) {
            throw new IllegalArgumentException(
                    "counted %d entries, and the tables are of %d"
                            .formatted(size(), snapshot.size()));
        }
        List<Difference> differences = new ArrayList<>();
        for (Report report : Reports.ALL) {
            Set<Block> blocks = new HashSet<>(days.keySet());
            blocks.addAll(snapshot.days().keySet());
            blocks.removeIf(block -> !block.report().equals(report.name()));
            blocks.forEach(block -> compare(snapshot, report, block, differences));
        }
        return new ShardResult(
                snapshot.shard(),
                size(),
                root(),
                differences.size()
                        + snapshot.wrongDays()
                        + snapshot.wrongStandings()
                        + (root().equals(snapshot.root()) ? 0 : 1),
                differences.subList(0, Math.min(differences.size(), LISTED_MAX)));
    }

    private void compare(
            Snapshot snapshot, Report report, Block block, List<Difference> differences) {
        Map<Cell, Counts> tables = inTables(snapshot, block);
        Map<Cell, Counts> ledger = days.getOrDefault(block, BlockCounts.NONE).cells(block);
        Set<Cell> cells = new HashSet<>(ledger.keySet());
        cells.addAll(tables.keySet());
        for (Cell cell : cells) {
            compare(
                    snapshot.shard(),
                    report,
                    cell,
                    tables.getOrDefault(cell, new Counts()),
                    ledger.getOrDefault(cell, new Counts()),
                    differences);
        }
    }

    /** What is damaged says nothing. */
    private static Map<Cell, Counts> inTables(Snapshot snapshot, Block block) {
        try {
            return snapshot.days().getOrDefault(block, BlockCounts.NONE).cells(block);
        } catch (IllegalStateException e) {
            return Map.of();
        }
    }

    private static void compare(
            int shard,
            Report report,
            Cell cell,
            Counts inTables,
            Counts inLedger,
            List<Difference> differences) {
        for (int place = 0; place < report.eventMeasures(); place++) {
            if (inTables.at(place) != inLedger.at(place)) {
                differences.add(
                        new Difference(
                                shard,
                                cell,
                                report.measures().get(place),
                                inTables.at(place),
                                inLedger.at(place)));
            }
        }
    }
}
