package dev.consentledger.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What acts do to the evidence of others, in one batch; any split gives the same. */
class ErasureTest {

    private static final String ANNA = "anna";
    private static final String BERT = "bert";

    private final LedgerInMemory ledger = new LedgerInMemory();
    private final List<LedgerRecord> records = new ArrayList<>();

    private ErasureTest then(Choice choice) {
        records.add(choice.record(records.size()));
        return this;
    }

    private ErasureTest then(Order order) {
        records.add(order.record(records.size()));
        return this;
    }

    private Batch append() {
        return ledger.append(records);
    }

    private static Choice by(String subject, int event, long at) {
        return Choice.of(event).by(Optional.of(subject)).occurring(at);
    }

    @Test
    void erasureTakesEverythingOfItsSubjectAndNothingElse() {
        then(by(ANNA, 1, 10)).then(by(BERT, 2, 10)).then(Order.link(3, ANNA));
        then(Order.lookUp(4, ANNA)).then(Order.erase(5, ANNA, 20)).then(by(ANNA, 6, 20));

        append();

        assertThat(ledger.evidenceOf(0)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(1).subject()).isPresent();
        assertThat(ledger.evidenceOf(1).observed()).isPresent();
        assertThat(ledger.evidenceOf(2)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(3).subject()).isEmpty();
        assertThat(ledger.evidenceOf(3).context()).isPresent();
        assertThat(ledger.evidenceOf(4).tag()).isEmpty();
        assertThat(ledger.evidenceOf(4).subject()).isEmpty();
        assertThat(ledger.evidenceOf(4).context()).isPresent();
        assertThat(ledger.evidenceOf(5).subject()).isPresent();
        assertThat(ledger.orders()).isEqualTo(Map.of(4L, "erased 3"));
    }

    @Test
    void whatHappenedBeforeTheOrderKeepsNothingHoweverLateItComes() {
        then(Order.erase(1, ANNA, 20)).then(by(ANNA, 2, 19)).then(by(BERT, 3, 19));
        then(by(ANNA, 4, 20)).then(Order.erase(5, ANNA, 10)).then(by(ANNA, 6, 15));

        append();

        assertThat(ledger.evidenceOf(1)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(2).subject()).isPresent();
        assertThat(ledger.evidenceOf(3)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(5)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.orders()).isEqualTo(Map.of(0L, "erased 0", 4L, "erased 1"));
    }

    @Test
    void holdBlocksUntilEachOfItsCasesIsLifted() {
        then(by(ANNA, 1, 10)).then(Order.place(2, ANNA, "a")).then(Order.place(3, ANNA, "b"));
        then(Order.erase(4, ANNA, 20))
                .then(Order.lift(5, ANNA, "a"))
                .then(Order.lift(6, ANNA, "a"));
        then(Order.retain(7, ANNA, PartName.OBSERVED)).then(Order.lift(8, ANNA, "b"));

        append();

        assertThat(ledger.orders()).isEqualTo(Map.of(3L, "held", 6L, "held"));
        assertThat(ledger.evidenceOf(0).observed()).isPresent();
        assertThat(ledger.evidenceOf(3).subject()).isPresent();

        then(Order.erase(9, ANNA, 20));
        append();

        assertThat(ledger.orders().get(8L)).isEqualTo("erased 8");
        assertThat(ledger.evidenceOf(0)).isEqualTo(KeptEvidence.NOTHING);
    }

    @Test
    void holdOfAnotherSubjectBlocksNothing() {
        then(by(ANNA, 1, 10)).then(Order.place(2, BERT, "a")).then(Order.erase(3, ANNA, 20));

        append();

        assertThat(ledger.orders()).isEqualTo(Map.of(2L, "erased 1"));
    }

    @Test
    void retentionTakesTheNamedPartsOfConsentsAlone() {
        then(by(ANNA, 1, 10))
                .then(Order.link(2, ANNA))
                .then(Order.retain(3, ANNA, PartName.OBSERVED));
        then(by(ANNA, 4, 5));

        append();

        assertThat(ledger.evidenceOf(0).observed()).isEmpty();
        assertThat(ledger.evidenceOf(0).subject()).isPresent();
        assertThat(ledger.evidenceOf(0).context()).isPresent();
        assertThat(ledger.evidenceOf(1).observed()).isPresent();
        assertThat(ledger.evidenceOf(2).subject()).isPresent();
        assertThat(ledger.evidenceOf(3).observed()).isPresent();
        assertThat(ledger.orders()).isEqualTo(Map.of(2L, "erased 1"));
    }

    @Test
    void retentionThatForgetsSubjectsDoesNotNameThemItself() {
        then(by(ANNA, 1, 10)).then(Order.retain(2, ANNA, PartName.values()));

        append();

        assertThat(ledger.evidenceOf(0)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(1).subject()).isEmpty();
        assertThat(ledger.evidenceOf(1).context()).isPresent();
    }

    @Test
    void retentionWithABoundLeavesWhatIsNotBelowIt() {
        then(by(ANNA, 1, 10)).then(by(BERT, 2, 10)).then(by(ANNA, 3, 20));
        then(Order.retain(4, ANNA, PartName.values()).reaching(Reach.below(2)));

        append();

        assertThat(ledger.evidenceOf(0)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(1).subject()).isPresent();
        assertThat(ledger.evidenceOf(2).subject()).isPresent();
        assertThat(ledger.orders()).isEqualTo(Map.of(3L, "erased 1"));
    }

    @Test
    void whoeverIsForgottenIsTakenOutOfAllThatIsBelowTheBound() {
        then(by(ANNA, 1, 10)).then(Order.link(2, ANNA)).then(Order.lookUp(3, ANNA));
        then(by(ANNA, 4, 20)).then(Order.forget(5, ANNA, 3));

        append();

        assertThat(ledger.evidenceOf(0)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(1)).isEqualTo(KeptEvidence.NOTHING);
        assertThat(ledger.evidenceOf(2).subject()).isEmpty();
        assertThat(ledger.evidenceOf(2).tag()).isEmpty();
        assertThat(ledger.evidenceOf(2).context()).isPresent();
        assertThat(ledger.evidenceOf(3).subject()).isPresent();
        assertThat(ledger.evidenceOf(4).subject()).isEmpty();
        assertThat(ledger.orders()).isEqualTo(Map.of(4L, "erased 3"));
    }

    @Test
    void guestsLoseTheNamedPartsAtTheNamedIndexesAndSubjectsNothing() {
        then(guest(1)).then(guest(2)).then(by(ANNA, 3, 10));
        then(Order.retain(4, "", PartName.CONTEXT).reaching(Reach.at(List.of(1L, 2L, 7L))));

        append();

        assertThat(ledger.evidenceOf(0).context()).isPresent();
        assertThat(ledger.evidenceOf(1).context()).isEmpty();
        assertThat(ledger.evidenceOf(1).observed()).isPresent();
        assertThat(ledger.evidenceOf(2).context()).isPresent();
        assertThat(ledger.orders()).isEqualTo(Map.of(3L, "erased 1"));
    }

    private static Choice guest(int event) {
        return Choice.of(event).by(Optional.empty()).occurring(10);
    }

    /** Known evidence could contradict; what is erased cannot, in the same batch or a later one. */
    @Test
    void repeatOfAnErasedEntryIsADuplicateAndKeepsNothing() {
        then(by(ANNA, 1, 10)).then(Order.erase(2, ANNA, 20)).then(by(ANNA, 1, 10).at("other"));
        then(by(ANNA, 1, 10).deciding(Decision.REFUSED));

        Batch batch = append();

        assertThat(batch.repeats())
                .extracting(Batch.Repeat::conflicting)
                .containsExactly(false, true);
        assertThat(batch.repeats()).allMatch(Batch.Repeat::erased);
    }

    @Test
    void secondOrderWithTheSameIdIsADuplicate() {
        then(by(ANNA, 1, 10)).then(Order.erase(2, ANNA, 20)).then(by(ANNA, 3, 30));
        then(Order.erase(2, ANNA, 20));

        Batch batch = append();

        assertThat(batch.repeats()).singleElement().matches(repeat -> !repeat.conflicting());
        assertThat(ledger.evidenceOf(2).subject()).isPresent();
    }

    @Test
    void tagsAreOfTheKeyTheSiteAndThePseudonym() {
        SubjectTags tags = new SubjectTags(LedgerInMemory.KEY);

        assertThat(tags.of("a", "b")).isEqualTo(new SubjectTags(new byte[32]).of("a", "b"));
        assertThat(tags.of("a", "b"))
                .isNotEqualTo(tags.of("a", "c"))
                .isNotEqualTo(tags.of("c", "b"))
                .isNotEqualTo(new SubjectTags(new byte[] {1}).of("a", "b"));
        assertThat(tags.of("imagine.art", "v-1").value())
                .hasToString("eedf3065-f66b-721b-14f2-f67ae8e96cb4");
    }
}
