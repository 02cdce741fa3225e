package dev.consentledger.core.log;

import dev.consentledger.core.entry.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One shard that keeps what the sequencer gives it, as a store would, and says what became. */
final class LedgerInMemory {

    static final byte[] KEY = new byte[32];

    private final Sequencer sequencer = new Sequencer(KEY);
    private final RecordReader reader = new RecordReader(0, 1);
    private final Map<EntryId, Known> known = new HashMap<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private Head head = Head.empty(1, 0);

    Batch append(List<LedgerRecord> records) {
        Batch batch = sequencer.sequence(head, records.stream().map(reader::read).toList(), known);
        Map<Long, String> byOffset = new HashMap<>();
        for (Batch.Leaf leaf : batch.leaves()) {
            keep(leaf);
            byOffset.put(leaf.record().offset(), appended(leaf.index(), leaf.entry()));
        }
        for (Batch.Repeat repeat : batch.repeats()) {
            byOffset.put(repeat.record().offset(), repeated(repeat.conflicting(), repeat.index()));
        }
        byOffset.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> outcomes.add(entry.getKey() + " " + entry.getValue()));
        head = batch.head();
        return batch;
    }

    /** Deletes evidence, as an erasure does; the entry stays. */
    void erase(EntryId id) {
        known.computeIfPresent(
                id, (i, k) -> new Known(k.index(), k.entry(), Optional.empty(), Optional.empty()));
    }

    Head head() {
        return head;
    }

    /** What became of each offset, in their order. */
    List<String> outcomes() {
        return outcomes;
    }

    List<byte[]> entries() {
        return entries;
    }

    static String appended(long index, byte[] entry) {
        return "appended at " + index + ": " + HexFormat.of().formatHex(entry);
    }

    static String repeated(boolean conflicting, long index) {
        return (conflicting ? "conflicting with " : "duplicate of ") + index;
    }

    private void keep(Batch.Leaf leaf) {
        entries.add(leaf.entry());
        Optional<Evidence> evidence = leaf.evidence();
        leaf.id()
                .ifPresent(
                        id ->
                                known.put(
                                        id,
                                        new Known(
                                                leaf.index(),
                                                leaf.entry(),
                                                evidence.flatMap(Evidence::subject),
                                                evidence.map(Evidence::context))));
    }
}
