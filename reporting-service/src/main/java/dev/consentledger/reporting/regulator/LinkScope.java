package dev.consentledger.reporting.regulator;

import dev.consentledger.core.entry.PartName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a link lets somebody read, and nothing else. */
public sealed interface LinkScope {

    /**
     * The proof of one consent.
     *
     * @param asOf the time that the person's state is of; that of each use where it is absent
     * @param withheld parts of the evidence that are left out
     * @param allowed whether it may be read although the person has restricted the use
     */
    record OneRecord(UUID eventId, Optional<Instant> asOf, Set<PartName> withheld, boolean allowed)
            implements LinkScope {
        public OneRecord {
            withheld = Set.copyOf(withheld);
        }
    }

    /** An audit pack, once it is made and while it is there. */
    record OnePack(UUID pack) implements LinkScope {}
}
