package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.reporting.timeline.PersonEntry;
import java.util.Set;

/**
 * A consent, and what is kept beside it.
 *
 * @param parts of its evidence; the subject also where there never was one, since the consent is
 *     still to be found
 */
public record Kept(PersonEntry consent, Set<PartName> parts) {

    public Kept {
        parts = Set.copyOf(parts);
    }

    long index() {
        return consent.index();
    }
}
