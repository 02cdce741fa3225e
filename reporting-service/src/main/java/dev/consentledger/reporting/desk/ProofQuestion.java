package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.site.Site;
import java.time.Instant;
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
 */
public record ProofQuestion(
        Site site,
        Optional<Case> inCase,
        Whom whom,
        Asker asker,
        Instant asOf,
        Set<PartName> withheld,
        boolean allowed) {

    private static final Asker VISITOR = new Asker("visitor", "visitor");

    public ProofQuestion {
        withheld = Set.copyOf(withheld);
    }

    /** A visitor's question for the record that they have the code of. */
    public static ProofQuestion own(Site site, Whom.Receipt receipt, Instant now) {
        return new ProofQuestion(site, Optional.empty(), receipt, VISITOR, now, Set.of(), true);
    }
}
