package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.reporting.proof.DisclosedEvidence;
import dev.consentledger.reporting.proof.DisclosedPart;
import java.util.Optional;
import java.util.Set;

/** What a record shows of a consent's evidence. */
final class Disclosure {

    private Disclosure() {}

    static DisclosedEvidence of(LedgerRecord record, Set<PartName> withheld) {
        return new DisclosedEvidence(
                part(record, PartName.SUBJECT, withheld),
                part(record, PartName.CONTEXT, withheld),
                part(record, PartName.OBSERVED, withheld));
    }

    /** Nothing is withheld that is not there. */
    private static DisclosedPart part(LedgerRecord record, PartName name, Set<PartName> withheld) {
        if (record.entry().commitments().of(name).isEmpty()) {
            return new DisclosedPart.Absent();
        }
        return Optional.ofNullable(record.evidence().get(name))
                .<DisclosedPart>map(
                        part ->
                                withheld.contains(name)
                                        ? new DisclosedPart.Withheld()
                                        : new DisclosedPart.Disclosed(part))
                .orElseGet(DisclosedPart.Erased::new);
    }
}
