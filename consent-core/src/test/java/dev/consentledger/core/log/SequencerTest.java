package dev.consentledger.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequencerTest {

    private static final NoteSigner OPERATOR =
            new NoteSigner("operator.example", Ed25519PrivateKey.generate(new SecureRandom()));

    private final LedgerInMemory ledger = new LedgerInMemory();

    @Test
    void recordsBecomeLeavesInTheirOrder() {
        Batch batch = ledger.append(List.of(Choice.of(1).record(0), Choice.of(2).record(1)));

        assertThat(batch.leaves()).extracting(Batch.Leaf::index).containsExactly(0L, 1L);
        assertThat(batch.leaves().get(0).entry()).isEqualTo(Choice.of(1).record(0).value());
        assertThat(batch.leaves().get(1).id()).contains(Choice.of(2).entryId());
        assertThat(batch.leaves().get(1).evidence().subject())
                .isEqualTo(Choice.of(2).evidence().subject());
        assertThat(batch.leaves().get(1).evidence().context())
                .contains(Choice.of(2).evidence().context());
        assertThat(batch.head().nextOffset()).isEqualTo(2);
    }

    @Test
    void aRetryIsADuplicateWhateverTheServiceAdds() {
        ledger.append(List.of(Choice.of(1).record(0)));

        Batch batch = ledger.append(List.of(Choice.of(1).again(5).record(1)));

        assertDuplicate(batch);
        assertThat(batch.head().nextIndex()).isEqualTo(1);
        assertThat(batch.head().nextOffset()).isEqualTo(2);
    }

    @Test
    void aRetryInTheSameBatchIsADuplicate() {
        Batch batch =
                ledger.append(List.of(Choice.of(1).record(0), Choice.of(1).again(1).record(1)));

        assertThat(batch.leaves()).hasSize(1);
        assertThat(batch.repeats()).singleElement().matches(r -> !r.conflicting());
    }

    @Test
    void anotherDecisionUnderTheSameIdIsConflicting() {
        ledger.append(List.of(Choice.of(1).record(0)));

        assertConflicting(
                ledger.append(List.of(Choice.of(1).again(1).deciding(Decision.REFUSED).record(1))));
    }

    @Test
    void anotherContextUnderTheSameIdIsConflicting() {
        ledger.append(List.of(Choice.of(1).record(0)));

        assertConflicting(ledger.append(List.of(Choice.of(1).again(1).at("b").record(1))));
    }

    /** An id is unique for its site and subject: another subject's record is not a second one. */
    @Test
    void theSameIdOfAnotherSubjectIsALeafOfItsOwn() {
        Batch batch =
                ledger.append(
                        List.of(
                                Choice.of(1).record(0),
                                Choice.of(1).by(Optional.of("v-2")).record(1),
                                Choice.of(1).by(Optional.empty()).record(2)));

        assertThat(batch.leaves()).hasSize(3);
        assertThat(batch.repeats()).isEmpty();
    }

    /** Two ids with one scope are not expected; if they meet, nothing is lost unseen. */
    @Test
    void anotherSubjectUnderTheSameIdIsConflicting() {
        Choice first = Choice.of(1);
        Known known =
                new Known(
                        0,
                        first.record(0).value(),
                        first.evidence().subject(),
                        Optional.of(first.evidence().context()));
        for (Optional<String> other : List.of(Optional.of("v-2"), Optional.<String>empty())) {
            LedgerRecord record = first.by(other).record(0);
            Sequencer sequencer = new Sequencer(LedgerInMemory.KEY);
            Batch batch =
                    sequencer.sequence(
                            Head.empty(1, 0),
                            sequencer.about(List.of(new RecordReader(0, 1).read(record))),
                            new Stored(Map.of(first.by(other).entryId(), known), Map.of()));

            assertConflicting(batch);
        }
    }

    @Test
    void erasedEvidenceCannotContradict() {
        ledger.append(List.of(Choice.of(1).record(0)));
        ledger.erase(Choice.of(1).entryId());

        assertDuplicate(ledger.append(List.of(Choice.of(1).again(1).at("b").record(1))));
        assertConflicting(
                ledger.append(List.of(Choice.of(1).deciding(Decision.REFUSED).record(2))));
    }

    @Test
    void aDuplicateOfADuplicateIsComparedWithTheFirst() {
        ledger.append(List.of(Choice.of(1).record(0)));
        ledger.append(List.of(Choice.of(1).deciding(Decision.REFUSED).record(1)));

        assertDuplicate(ledger.append(List.of(Choice.of(1).again(3).record(2))));
    }

    @Test
    void recordsBelowTheNextOffsetWereJudgedBefore() {
        List<LedgerRecord> records = List.of(Choice.of(1).record(0), broken(1));
        ledger.append(records);
        Head before = ledger.head();

        Batch batch = ledger.append(records);

        assertThat(batch.leaves()).isEmpty();
        assertThat(batch.repeats()).isEmpty();
        assertThat(batch.head()).isEqualTo(before);
    }

    @Test
    void offsetsMayHaveGapsAndIndexesHaveNone() {
        Batch batch = ledger.append(List.of(Choice.of(1).record(7), Choice.of(2).record(40)));

        assertThat(batch.leaves()).extracting(Batch.Leaf::index).containsExactly(0L, 1L);
        assertThat(batch.absences())
                .containsExactly(new Batch.Absence(0, 6), new Batch.Absence(8, 39));
        assertThat(batch.head().nextOffset()).isEqualTo(41);
    }

    @Test
    void anUnreadableRecordIsALeafThatFollowsFromItsPositionAndValue() {
        Batch batch = ledger.append(List.of(broken(5)));

        Batch.Leaf leaf = batch.leaves().get(0);
        byte[] expected =
                EntryCodec.encode(
                        UnreadableEntry.of(LedgerInMemory.KEY, 1, 0, 5, broken(5).value()));
        assertThat(leaf.entry()).isEqualTo(expected);
        assertThat(leaf.id()).isEmpty();
        assertThat(leaf.evidence()).isEqualTo(KeptEvidence.NOTHING);
        assertThat(leaf.unreadable()).isPresent();
        assertThat(batch.head().root()).isEqualTo(TreeHash.leaf(expected));
    }

    @Test
    void anUnreadableRecordAgainAtAnotherOffsetIsAnotherLeaf() {
        Batch batch = ledger.append(List.of(broken(5), broken(6)));

        assertThat(batch.leaves()).hasSize(2);
        assertThat(batch.leaves().get(0).entry()).isNotEqualTo(batch.leaves().get(1).entry());
    }

    @Test
    void whatAnUnreadableRecordHeldCannotBeGuessedWithoutTheKey() {
        byte[] value = broken(5).value();
        byte[] otherKey = LedgerInMemory.KEY.clone();
        otherKey[0] = 1;

        assertThat(UnreadableEntry.of(otherKey, 1, 0, 5, value))
                .isNotEqualTo(UnreadableEntry.of(LedgerInMemory.KEY, 1, 0, 5, value));
    }

    @Test
    void aGapIsOneLeafAndTheShardGoesOnBehindIt() {
        ledger.append(List.of(Choice.of(1).record(4)));
        Head before = ledger.head();

        Batch batch = new Sequencer(LedgerInMemory.KEY).cross(before, gap(5, 90));

        Batch.Leaf leaf = batch.leaves().get(0);
        assertThat(batch.leaves()).hasSize(1);
        assertThat(leaf.index()).isEqualTo(1);
        assertThat(leaf.record().offset()).isEqualTo(5);
        assertThat(leaf.content()).isEqualTo(new GapEntry(0, 5, 90, "lost", gap(5, 90).hash()));
        assertThat(leaf.entry()).isEqualTo(EntryCodec.encode(leaf.content()));
        assertThat(leaf.document()).contains(gap(5, 90).toBytes());
        assertThat(leaf.id()).isEmpty();
        assertThat(batch.absences()).containsExactly(new Batch.Absence(6, 89));
        assertThat(batch.head().nextOffset()).isEqualTo(90);
        assertThat(batch.head().nextIndex()).isEqualTo(2);
        assertThat(batch.head().leaderEpoch()).isEqualTo(-1);
    }

    @Test
    void aGapThatDoesNotBeginWhereTheShardStandsChangesNothing() {
        ledger.append(List.of(Choice.of(1).record(4)));
        Head before = ledger.head();
        Sequencer sequencer = new Sequencer(LedgerInMemory.KEY);

        for (long from : new long[] {0, 4, 6, 90}) {
            Batch batch = sequencer.cross(before, gap(from, 100));

            assertThat(batch.leaves()).isEmpty();
            assertThat(batch.absences()).isEmpty();
            assertThat(batch.head()).isEqualTo(before);
        }
    }

    @Test
    void aGapOfOneRecordPassesOverNothing() {
        Batch batch = new Sequencer(LedgerInMemory.KEY).cross(Head.empty(1, 0), gap(0, 1));

        assertThat(batch.absences()).isEmpty();
        assertThat(batch.head().nextOffset()).isEqualTo(1);
    }

    private static SignedStatement gap(long from, long to) {
        return SignedStatement.sign(
                new GapStatement("ledger.example/1/0", "q0wXcTzRS2qXy1LqV6aJ_g", from, to, "lost"),
                OPERATOR);
    }

    @Test
    void whatIsUnsupportedHaltsBehindTheRecordsBeforeIt() {
        LedgerRecord later = value(2, "{\"v\":2}");

        Batch batch = ledger.append(List.of(Choice.of(1).record(0), later, Choice.of(2).record(3)));

        assertThat(batch.leaves()).hasSize(1);
        assertThat(batch.halt()).map(Batch.Halt::offset).contains(2L);
        assertThat(batch.head().nextOffset()).isEqualTo(1);

        Batch again = ledger.append(List.of(later, Choice.of(2).record(3)));
        assertThat(again.leaves()).isEmpty();
        assertThat(again.halt()).isPresent();
    }

    @Test
    void aHaltAtTheFirstRecordChangesNothing() {
        Batch batch = ledger.append(List.of(value(0, "{\"v\":1,\"kind\":\"expiry\"}")));

        assertThat(batch.head()).isEqualTo(Head.empty(1, 0));
        assertThat(batch.halt()).map(Batch.Halt::offset).contains(0L);
    }

    @Test
    void noRecordsChangeNothing() {
        ledger.append(List.of(Choice.of(1).record(0)));
        Head before = ledger.head();

        assertThat(ledger.append(List.of()).head()).isEqualTo(before);
    }

    @Test
    void theHeadRemembersTheLeaderEpochOfTheLastRecordThatWasJudged() {
        LedgerRecord first = Choice.of(1).record(0);
        LedgerRecord second = inLeaderEpoch(Choice.of(1).again(1).record(1), 7);
        LedgerRecord halting = inLeaderEpoch(value(2, "{\"v\":2}"), 9);

        assertThat(ledger.append(List.of(first, second, halting)).head().leaderEpoch())
                .isEqualTo(7);
    }

    private static void assertDuplicate(Batch batch) {
        assertThat(batch.leaves()).isEmpty();
        assertThat(batch.repeats())
                .singleElement()
                .matches(repeat -> !repeat.conflicting() && repeat.index() == 0);
    }

    private static void assertConflicting(Batch batch) {
        assertThat(batch.leaves()).isEmpty();
        assertThat(batch.repeats())
                .singleElement()
                .matches(repeat -> repeat.conflicting() && repeat.index() == 0);
    }

    private static LedgerRecord broken(long offset) {
        return value(offset, "{\"v\":1,\"kind\":\"consent\"");
    }

    private static LedgerRecord value(long offset, String value) {
        return new LedgerRecord(
                offset, 0, new byte[0], value.getBytes(UTF_8), Optional.empty(), Optional.empty());
    }

    private static LedgerRecord inLeaderEpoch(LedgerRecord record, int leaderEpoch) {
        return new LedgerRecord(
                record.offset(),
                leaderEpoch,
                record.key(),
                record.value(),
                record.evidence(),
                record.document());
    }
}
