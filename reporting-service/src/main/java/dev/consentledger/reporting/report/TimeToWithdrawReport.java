package dev.consentledger.reporting.report;

import java.time.Duration;
import java.util.List;

/** How long grants stood until the same subject refused, category by category. */
public final class TimeToWithdrawReport implements Report {

    public static final String NAME = "time_to_withdraw";

    /** The upper ends of the spans, the last of which has none. */
    public static final Spans SPANS =
            new Spans(
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofDays(90),
                    Duration.ofDays(365));

    private static final List<String> MEASURES = SPANS.names();

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
        return 0;
    }

    @Override
    public void count(Turn turn, Counter counter) {
        if (turn.choice().standing() != Standing.REFUSED || !turn.follows(Standing.GRANTED)) {
            return;
        }
        Duration stood =
                Duration.between(
                        turn.before().orElseThrow().effectiveAt(), turn.choice().effectiveAt());
        counter.add(turn.category(), SPANS.indexOf(stood), turn.sign());
    }
}
