package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import java.util.List;

/**
 * Everything that is counted. To add a report is to write its class and to name it here; {@code
 * rebuild} then counts what was appended before.
 */
public final class Reports {

    public static final List<Report> ALL =
            List.of(
                    new ActionsReport(),
                    new DecisionsReport(),
                    new TimeToDecideReport(),
                    new TimeToWithdrawReport());

    private Reports() {}

    /** Whether a decision under this mechanism is in a rate. */
    public static boolean isChoice(Mechanism mechanism) {
        return mechanism == Mechanism.OPT_IN || mechanism == Mechanism.OPT_OUT;
    }

    /** Whether a decision grants where there was a choice. */
    static boolean isGrant(CategoryDecision decision) {
        return decision.decision() == Decision.GRANTED && isChoice(decision.mechanism());
    }
}
