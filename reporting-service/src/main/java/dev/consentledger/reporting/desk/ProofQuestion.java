package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.site.Site;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question for the proof of one consent.
 *
 * @param inCase absent where a visitor asks for their own record
 * @param whom by an event's id, or by a receipt code
 * @param asOf the time that the state is asked for
 * @param withheld parts of the evidence that are left out
 * @param allowed whether it may be made although the person has restricted the use
 * @param access as what it is recorded
 */
public record ProofQuestion(
        Site site,
        Optional<Case> inCase,
        Whom whom,
        Asker asker,
        Instant asOf,
        Set<PartName> withheld,
        boolean allowed,
        Access access) {

    private static final Asker VISITOR = new Asker("visitor", "visitor");

    /**
     * As what a question is recorded in the ledger.
     *
     * @param details what the evidence says beside who asked and for which case
     */
    public record Access(Act act, Map<String, String> details) {

        /** That an officer or an auditor has the proof made, in a case. */
        public static final Access PROOF = new Access(Act.PROOF, Map.of());

        private static final Access OWN_RECORD = new Access(Act.OWN_RECORD, Map.of());

        public Access {
            details = Map.copyOf(details);
        }
    }

    public ProofQuestion {
        withheld = Set.copyOf(withheld);
    }

    /** A visitor's question for the record that they have the code of. */
    public static ProofQuestion own(Site site, Whom.Receipt receipt, Instant now) {
        return new ProofQuestion(
                site, Optional.empty(), receipt, VISITOR, now, Set.of(), true, Access.OWN_RECORD);
    }
}
