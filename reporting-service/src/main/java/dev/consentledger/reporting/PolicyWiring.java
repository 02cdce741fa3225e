package dev.consentledger.reporting;

import dev.consentledger.reporting.desk.AccessLog;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.AskAgainList;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.desk.PersonIndex;
import dev.consentledger.reporting.desk.PolicyDecisions;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.FigureQuery;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes what follows a change of a policy. */
@Singleton
public class PolicyWiring {

    @Produces
    @Singleton
    PolicyDecisions policyDecisions(
            AccessLog log, FigureQuery figures, LedgerRecords ledger, Clock clock) {
        return new PolicyDecisions(log, figures, ledger, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    AskAgainList askAgainList(
            ChoiceIndex choices,
            PersonIndex persons,
            FigureQuery figures,
            LedgerRecords ledger,
            Acts acts,
            Clock clock) {
        return new AskAgainList(choices, persons, figures, ledger, acts, clock);
    }
}
