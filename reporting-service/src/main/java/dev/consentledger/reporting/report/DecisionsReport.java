package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Term;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was decided, category by category, and what became of it. */
public final class DecisionsReport implements Report {

    public static final String NAME = "decisions";

    /** The last three are of subjects. */
    public enum Measure implements Term {
        GRANTED,
        REFUSED,
        NOT_ASKED,
        /** Grants in answer to a notice that the event names. */
        GRANTED_ANSWERS,
        /** Refusals that followed a grant. */
        WITHDRAWN,
        /** Grants that followed a refusal. */
        GRANTED_AGAIN,
        /** By how many there are more subjects whose latest choice is a grant. */
        SUBJECTS_GRANTED;

        @Override
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> MEASURES =
            Stream.of(Measure.values()).map(Measure::term).toList();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> measures() {
        return MEASURES;
    }

    @Override
    public int eventMeasures() {
        return Measure.WITHDRAWN.ordinal();
    }

    @Override
    public void count(ConsentEntry event, Counter counter) {
        if (event.action() == Action.EXPIRE) {
            return;
        }
        boolean answer = event.noticeEventId().isPresent();
        event.decisions()
                .forEach(
                        (category, decision) -> {
                            if (!Reports.isChoice(decision.mechanism())) {
                                return;
                            }
                            counter.add(
                                    category,
                                    decision,
                                    Measure.valueOf(decision.decision().name()));
                            if (answer && Reports.isGrant(decision)) {
                                counter.add(category, decision, Measure.GRANTED_ANSWERS);
                            }
                        });
    }

    @Override
    public void count(Turn turn, Counter counter) {
        Choice choice = turn.choice();
        boolean granted = turn.follows(Standing.GRANTED);
        if (choice.standing() == Standing.REFUSED && granted) {
            counter.add(turn.category(), Measure.WITHDRAWN, turn.sign());
        }
        if (choice.isGrant() && turn.follows(Standing.REFUSED)) {
            counter.add(turn.category(), Measure.GRANTED_AGAIN, turn.sign());
        }
        int more = (choice.isGrant() ? 1 : 0) - (granted ? 1 : 0);
        if (more != 0) {
            counter.add(turn.category(), Measure.SUBJECTS_GRANTED, (long) more * turn.sign());
        }
    }
}
