package dev.consentledger.reporting.report;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static dev.consentledger.reporting.Consents.notAsked;
import static dev.consentledger.reporting.Consents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.report.Appended.Marks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchFoldTest {

    private static final String SITE = "shop.example";
    private static final Optional<Hash> ANNA = Optional.of(Hash.sha256("anna".getBytes()));
    private static final Optional<Hash> NOBODY = Optional.empty();

    private final List<Appended> entries = new ArrayList<>();

    @Test
    void decisionsCountInTheQuarterHourOfTheirEffect() {
        append(ANNA, 14, Action.SAVE, granted());
        append(NOBODY, 15, Action.REJECT_ALL, refused());

        assertThat(figures(0)).isEqualTo(new Figures(1, 0, 0, 0, 1));
        assertThat(figures(15)).isEqualTo(new Figures(0, 1, 0, 0, 0));
    }

    @Test
    void theEarlierOfBothClocksCounts() {
        Entry entry =
                Consents.received(
                        minutes(60),
                        minutes(5),
                        SITE,
                        Action.SAVE,
                        Map.of("statistics", granted()));
        entries.add(
                new Appended(
                        0, 0, entry, ANNA, Marks.NONE, Optional.empty(), Hash.sha256(new byte[0])));

        assertThat(decisions().keySet()).containsExactly(Consents.minutes(0));
    }

    @Test
    void refusalAfterAGrantOfTheSameSubjectIsWithdrawn() {
        append(ANNA, 0, Action.SAVE, granted());
        append(ANNA, 20, Action.WITHDRAW, refused());
        append(ANNA, 40, Action.SAVE, refused());

        assertThat(figures(15)).isEqualTo(new Figures(0, 1, 0, 1, -1));
        assertThat(figures(30)).isEqualTo(new Figures(0, 1, 0, 0, 0));
    }

    @Test
    void lateGrantCountsInItsTimeAndDoesNotOverrideANewerRefusal() {
        append(ANNA, 20, Action.SAVE, refused());
        append(ANNA, 0, Action.SAVE, granted());

        assertThat(figures(0)).isEqualTo(new Figures(1, 0, 0, 0, 1));
        assertThat(figures(15)).isEqualTo(new Figures(0, 1, 0, 1, -1));
    }

    @Test
    void ofTwoChoicesAtOneTimeTheHigherIndexIsTheLatest() {
        append(ANNA, 0, Action.SAVE, refused());
        append(ANNA, 0, Action.SAVE, granted());

        assertThat(figures(0)).isEqualTo(new Figures(1, 1, 0, 0, 1));
    }

    @Test
    void whatIsNotAskedIsNoConsentAndLeavesAGrantAsItWas() {
        append(ANNA, 0, Action.SAVE, granted());
        append(ANNA, 1, Action.DISMISS, notAsked(Mechanism.OPT_IN));
        append(NOBODY, 2, Action.IMPLIED, notAsked(Mechanism.OPT_IN));
        append(ANNA, 3, Action.WITHDRAW, refused());

        assertThat(figures(0)).isEqualTo(new Figures(1, 1, 2, 1, 0));
    }

    @Test
    void exemptNoticeOnlyAndUndeclaredDecisionsAreInNoFigure() {
        for (Mechanism mechanism :
                List.of(Mechanism.EXEMPT, Mechanism.NOTICE_ONLY, Mechanism.UNDECLARED)) {
            append(ANNA, 0, Action.SAVE, notAsked(mechanism));
            append(ANNA, 0, Action.SAVE, refused(mechanism));
            append(
                    ANNA,
                    0,
                    Action.SAVE,
                    new CategoryDecision(Decision.GRANTED, mechanism, Signal.SERVER));
        }

        assertThat(decisions()).isEmpty();
    }

    @Test
    void optOutCountsAsAChoice() {
        append(ANNA, 0, Action.GPC, refused(Mechanism.OPT_OUT));

        assertThat(figures(0)).isEqualTo(new Figures(0, 1, 0, 0, 0));
    }

    @Test
    void refusalOfACategoryThatIsNoLongerDeclaredEndsAGrantWithoutCounting() {
        append(ANNA, 0, Action.SAVE, granted());
        append(ANNA, 20, Action.WITHDRAW, refused(Mechanism.UNDECLARED));

        assertThat(figures(15)).isEqualTo(new Figures(0, 0, 0, 0, -1));
    }

    @Test
    void expiryEndsAGrantAndIsNobodysRefusal() {
        append(ANNA, 0, Action.SAVE, granted());
        append(ANNA, 20, Action.EXPIRE, refused());
        append(ANNA, 40, Action.SAVE, refused());

        assertThat(figures(15)).isEqualTo(new Figures(0, 0, 0, 0, -1));
        assertThat(figures(30)).isEqualTo(new Figures(0, 1, 0, 0, 0));
    }

    @Test
    void unreadableEntriesChangeNothing() {
        Entry unreadable = new UnreadableEntry(0, 7, Hash.sha256(new byte[0]));
        entries.add(
                new Appended(
                        0,
                        0,
                        unreadable,
                        NOBODY,
                        Marks.NONE,
                        Optional.empty(),
                        Hash.sha256(new byte[0])));

        assertThat(fold()).isEqualTo(Changes.NONE);
    }

    @Test
    void gapsChangeNothing() {
        Entry gap = new GapEntry(0, 7, 9, "lost", Hash.sha256(new byte[0]));
        entries.add(
                new Appended(
                        0,
                        0,
                        gap,
                        NOBODY,
                        Marks.NONE,
                        Optional.of(new byte[] {1}),
                        Hash.sha256(new byte[0])));

        assertThat(fold()).isEqualTo(Changes.NONE);
    }

    @Test
    void aFullHistoryKeepsTheNewestChoices() {
        for (int i = 1; i <= History.LENGTH_MAX + 1; i++) {
            append(ANNA, i, Action.SAVE, i % 2 == 0 ? refused() : granted());
        }
        append(ANNA, 0, Action.SAVE, granted());

        History history = fold().subjects().get(ANNA.get()).history("statistics");
        assertThat(history.choices()).hasSize(History.LENGTH_MAX);
        assertThat(history.choices().get(0).effectiveAt()).isEqualTo(minutes(2));
    }

    private void append(
            Optional<Hash> subject, int minute, Action action, CategoryDecision decision) {
        Entry entry = Consents.at(minutes(minute), SITE, action, Map.of("statistics", decision));
        long index = entries.size();
        entries.add(
                new Appended(
                        index,
                        index,
                        entry,
                        subject,
                        Marks.NONE,
                        Optional.empty(),
                        Hash.sha256(new byte[0])));
    }

    private Changes fold() {
        return BatchFold.fold(entries, Map.of());
    }

    private Figures figures(int minute) {
        Counts counts = decisions().get(minutes(minute));
        return Figures.of(counts, counts);
    }

    /** The counts of decisions by quarter hour, of all. */
    private Map<Instant, Counts> decisions() {
        Map<Instant, Counts> decisions = new HashMap<>();
        Cells.of(fold().counts())
                .forEach(
                        (cell, counts) -> {
                            if (cell.report().equals(DecisionsReport.NAME)
                                    && cell.dimension() == Dimension.ALL) {
                                decisions.put(cell.start(), counts);
                            }
                        });
        return decisions;
    }
}
