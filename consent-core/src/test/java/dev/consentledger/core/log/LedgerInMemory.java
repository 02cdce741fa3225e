package dev.consentledger.core.log;

import dev.consentledger.core.entry.EntryLabel;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One shard that keeps what the sequencer gives it, as a store would, and says what became. */
final class LedgerInMemory {

    static final byte[] KEY = new byte[32];

    private final Sequencer sequencer = new Sequencer(KEY);
    private final RecordReader reader = new RecordReader(0, 1);
    private final Map<EntryId, Long> ids = new HashMap<>();
    private final List<Batch.Leaf> leaves = new ArrayList<>();
    private final Map<Long, KeptEvidence> evidence = new TreeMap<>();
    private final Map<Long, Batch.Repeat> repeatsWithEvidence = new TreeMap<>();
    private final Map<SubjectTag, SubjectState> subjects = new HashMap<>();
    private final Map<Long, String> orders = new TreeMap<>();
    private final List<String> outcomes = new ArrayList<>();
    private Head head = Head.empty(1, 0);

    Batch append(List<LedgerRecord> records) {
        Readings readings = sequencer.about(records.stream().map(reader::read).toList());
        Batch batch = sequencer.sequence(head, readings, new Stored(known(), subjects));
        Map<Long, String> byOffset = new HashMap<>();
        for (Batch.Leaf leaf : batch.leaves()) {
            keep(leaf);
            byOffset.put(leaf.record().offset(), appended(leaf.index(), leaf.entry()));
        }
        for (Batch.Repeat repeat : batch.repeats()) {
            if (repeat.conflicting() && !repeat.erased()) {
                repeatsWithEvidence.put(repeat.record().offset(), repeat);
            }
            byOffset.put(repeat.record().offset(), repeated(repeat.conflicting(), repeat.index()));
        }
        byOffset.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> outcomes.add(entry.getKey() + " " + entry.getValue()));
        batch.effects().forEach(this::carryOut);
        head = batch.head();
        return batch;
    }

    private Map<EntryId, Known> known() {
        Map<EntryId, Known> known = new HashMap<>();
        ids.forEach(
                (id, index) -> {
                    KeptEvidence kept = evidenceOf(index);
                    known.put(
                            id,
                            new Known(
                                    index,
                                    leaves.get(index.intValue()).entry(),
                                    kept.subject(),
                                    kept.context()));
                });
        return known;
    }

    private void keep(Batch.Leaf leaf) {
        leaves.add(leaf);
        leaf.id().ifPresent(id -> ids.put(id, leaf.index()));
        evidence.put(leaf.index(), leaf.evidence());
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Erased erased) {
            orders.put(erased.index(), "erased " + erase(erased));
            erased.tombstone()
                    .ifPresent(at -> change(erased.subject().orElseThrow(), s -> s.erased(at)));
        } else if (effect instanceof Effect.Held) {
            orders.put(effect.index(), "held");
        } else if (effect instanceof Effect.Placed placed) {
            change(placed.subject(), state -> state.placed(placed.hold()));
        } else if (effect instanceof Effect.Lifted lifted) {
            change(lifted.subject(), state -> state.lifted(lifted.hold()));
        }
    }

    private void change(SubjectTag subject, UnaryOperator<SubjectState> change) {
        subjects.put(subject, change.apply(subjects.getOrDefault(subject, SubjectState.UNTOUCHED)));
    }

    private long erase(Effect.Erased erased) {
        long entries = 0;
        for (long index = 0; index < erased.index(); index++) {
            KeptEvidence before = evidenceOf(index);
            Set<PartName> parts = erased.parts().getOrDefault(kindOf(index), Set.of());
            if (isMeant(erased, index) && !before.without(parts).equals(before)) {
                evidence.put(index, after(before, parts, erased));
                entries++;
            }
        }
        long offset = leaves.get((int) erased.index()).record().offset();
        repeatsWithEvidence
                .values()
                .removeIf(
                        repeat ->
                                repeat.record().offset() < offset
                                        && isMeant(erased, repeat)
                                        && erased.parts()
                                                .containsKey(
                                                        EntryLabel.of(repeat.record().value())
                                                                .kind()));
        return entries;
    }

    private boolean isMeant(Effect.Erased erased, long index) {
        boolean guest =
                leaves.get((int) index).content() instanceof EvidencedEntry entry
                        && entry.commitments().subject().isEmpty();
        return erased.reach().includes(index)
                && (erased.subject().isPresent()
                        ? evidenceOf(index).tag().equals(erased.subject())
                        : guest && siteOf(index).equals(siteOf(erased.index())));
    }

    private boolean isMeant(Effect.Erased erased, Batch.Repeat repeat) {
        return erased.subject().isPresent()
                ? repeat.subject().equals(erased.subject())
                        && erased.reach().includes(repeat.index())
                : isMeant(erased, repeat.index());
    }

    private String siteOf(long index) {
        return ((EvidencedEntry) leaves.get((int) index).content()).site();
    }

    /** What is left of a consent can still be found, until its subject is erased. */
    private static KeptEvidence after(
            KeptEvidence before, Set<PartName> parts, Effect.Erased erased) {
        KeptEvidence rest = before.without(parts);
        return rest.isNothing() || erased.parts().equals(Tombstone.PARTS)
                ? rest
                : new KeptEvidence(before.tag(), rest.subject(), rest.context(), rest.observed());
    }

    private Kind kindOf(long index) {
        return leaves.get((int) index).content().kind();
    }

    /** Deletes evidence, as an erasure does; the entry stays. */
    void erase(EntryId id) {
        evidence.put(ids.get(id), KeptEvidence.NOTHING);
    }

    Head head() {
        return head;
    }

    /** What became of each offset, in their order. */
    List<String> outcomes() {
        return outcomes;
    }

    List<byte[]> entries() {
        return leaves.stream().map(Batch.Leaf::entry).toList();
    }

    /** What is kept beside an entry now. */
    KeptEvidence evidenceOf(long index) {
        return evidence.get(index);
    }

    /** Everything that is kept beside the entries, and the offsets of repeats that are kept. */
    List<Object> everythingKept() {
        return List.of(evidence, Set.copyOf(repeatsWithEvidence.keySet()), Map.copyOf(subjects));
    }

    /** What became of the orders to erase, by their indexes. */
    Map<Long, String> orders() {
        return orders;
    }

    static String appended(long index, byte[] entry) {
        return "appended at " + index + ": " + HexFormat.of().formatHex(entry);
    }

    static String repeated(boolean conflicting, long index) {
        return (conflicting ? "conflicting with " : "duplicate of ") + index;
    }
}
