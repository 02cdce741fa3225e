package dev.consentledger.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.Extent;
import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ErasureProperties {

    private static final int RECORDS_MAX = Extent.size(60);
    private static final List<String> SUBJECTS = List.of("anna", "bert");
    private static final int TIMES = 30;

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, RECORDS_MAX);
    }

    @Property
    void anySplitIntoBatchesHasTheSameEffects(@ForAll long seed, @ForAll("counts") int count) {
        List<LedgerRecord> records = records(seed, count);
        LedgerInMemory whole = new LedgerInMemory();
        whole.append(records);
        LedgerInMemory split = new LedgerInMemory();
        SplittableRandom random = new SplittableRandom(seed);

        for (int from = 0; from < count; ) {
            int to = from + random.nextInt(count - from + 1);
            int again = random.nextInt(from + 1);
            split.append(records.subList(again, to));
            from = to;
        }

        assertThat(split.outcomes()).isEqualTo(whole.outcomes());
        assertThat(split.head()).isEqualTo(whole.head());
        assertThat(split.everythingKept()).isEqualTo(whole.everythingKept());
        assertThat(split.orders()).isEqualTo(whole.orders());
    }

    /** In words of the promise, and not of the code: who is erased, and what of them. */
    @Property
    void nothingThatWasToBeErasedIsKeptAndEverythingElseIs(
            @ForAll long seed, @ForAll("counts") int count) {
        LedgerInMemory ledger = new LedgerInMemory();
        List<Batch.Leaf> leaves = ledger.append(records(seed, count)).leaves();

        for (Batch.Leaf leaf : leaves) {
            boolean subject = isGuest(leaf);
            boolean rest = false;
            boolean observed = false;
            EvidencedEntry entry = (EvidencedEntry) leaf.content();
            boolean said = entry.kind() == Kind.CONSENT || entry.kind() == Kind.LINK;
            for (Batch.Leaf other : leaves) {
                boolean carriedOut =
                        isAbout(other, leaf)
                                && ledger.orders()
                                        .getOrDefault(other.index(), "")
                                        .startsWith("erased");
                if (carriedOut && other.content() instanceof ActEntry act) {
                    boolean lower = leaf.index() < other.index();
                    boolean reached = lower && act.reach().includes(leaf.index());
                    boolean late = entry.effectiveAt().isBefore(act.at());
                    if (act.kind() == Kind.ERASURE && (lower || late)) {
                        subject = true;
                        rest |= said;
                        observed |= said;
                    } else if (act.act() == Act.FORGET && reached) {
                        subject = true;
                        rest |= said;
                        observed |= said;
                    } else if (act.kind() == Kind.RETENTION
                            && reached
                            && entry.kind() == Kind.CONSENT) {
                        subject |= act.parts().contains(PartName.SUBJECT);
                        rest |= act.parts().contains(PartName.CONTEXT);
                        observed |= act.parts().contains(PartName.OBSERVED);
                    }
                    subject |=
                            other == leaf
                                    && (act.kind() == Kind.ERASURE
                                            || act.parts().contains(PartName.SUBJECT));
                }
            }
            KeptEvidence kept = ledger.evidenceOf(leaf.index());
            assertThat(kept.subject().isEmpty()).as("subject of %s", leaf).isEqualTo(subject);
            assertThat(kept.context().isEmpty()).as("context of %s", leaf).isEqualTo(rest);
            assertThat(kept.observed().isEmpty()).as("observed of %s", leaf).isEqualTo(observed);
        }
    }

    /** Who has no subject is meant by an act without one. */
    private static boolean isAbout(Batch.Leaf act, Batch.Leaf leaf) {
        return isGuest(act) ? isGuest(leaf) : subjectOf(act).equals(subjectOf(leaf));
    }

    private static boolean isGuest(Batch.Leaf leaf) {
        return ((EvidencedEntry) leaf.content()).commitments().subject().isEmpty();
    }

    /** Of a test's own records a key is a subject. */
    private static String subjectOf(Batch.Leaf leaf) {
        return java.util.Arrays.toString(leaf.record().key());
    }

    @Property
    void whoeverIsHeldIsErasedOfNothing(@ForAll long seed, @ForAll("counts") int count) {
        LedgerInMemory ledger = new LedgerInMemory();
        List<Batch.Leaf> leaves = ledger.append(records(seed, count)).leaves();

        for (Batch.Leaf leaf : leaves) {
            if (leaf.content() instanceof ActEntry act && act.act().erases()) {
                long open =
                        leaves.stream()
                                .filter(hold -> hold.index() < leaf.index())
                                .filter(hold -> subjectOf(hold).equals(subjectOf(leaf)))
                                .map(hold -> hold.content())
                                .filter(content -> content.kind() == Kind.HOLD)
                                .reduce((first, last) -> last)
                                .filter(last -> ((ActEntry) last).act() == Act.PLACED)
                                .stream()
                                .count();
                assertThat(ledger.orders().get(leaf.index()).equals("held"))
                        .as("%s", leaf)
                        .isEqualTo(open > 0);
            }
        }
    }

    /** Few subjects and times, so that they meet; each hold is for the one case. */
    private static List<LedgerRecord> records(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LedgerRecord> records = new ArrayList<>();
        for (int offset = 0; offset < count; offset++) {
            String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
            Optional<String> orGuest = Optional.of(subject).filter(s -> random.nextInt(3) > 0);
            records.add(
                    switch (random.nextInt(12)) {
                        case 0, 1 ->
                                Order.erase(offset, subject, random.nextInt(TIMES)).record(offset);
                        case 2 -> Order.place(offset, subject, "one").record(offset);
                        case 3, 4 -> Order.lift(offset, subject, "one").record(offset);
                        case 5 -> retain(offset, subject, random).record(offset);
                        case 6 -> Order.link(offset, subject).record(offset);
                        case 7 -> Order.lookUp(offset, subject).record(offset);
                        default -> choice(random, orGuest).record(offset);
                    });
        }
        return records;
    }

    /** Bounds and indexes are near where the acts will stand, and may be beyond. */
    private static Order retain(int offset, String subject, SplittableRandom random) {
        long index = random.nextInt(offset + 2);
        return switch (random.nextInt(4)) {
            case 0 -> Order.retain(offset, subject, parts(random));
            case 1 -> Order.forget(offset, subject, index);
            case 2 ->
                    Order.retain(offset, "", parts(random))
                            .reaching(Reach.at(List.of(index / 2, index + 1)));
            default -> Order.retain(offset, subject, parts(random)).reaching(Reach.below(index));
        };
    }

    private static PartName[] parts(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> PartName.values();
            case 1 -> new PartName[] {PartName.SUBJECT};
            default -> new PartName[] {PartName.OBSERVED, PartName.CONTEXT};
        };
    }

    private static Choice choice(SplittableRandom random, Optional<String> subject) {
        int event = random.nextInt(12);
        return Choice.of(event)
                .by(subject)
                .occurring(event % TIMES * 2L)
                .at(random.nextInt(4) == 0 ? "other" : "same")
                .deciding(random.nextInt(6) == 0 ? Decision.REFUSED : Decision.GRANTED);
    }
}
