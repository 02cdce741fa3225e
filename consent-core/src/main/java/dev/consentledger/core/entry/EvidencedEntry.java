package dev.consentledger.core.entry;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry about somebody or something that is kept beside it as {@link Evidence}, so that it can
 * be erased while the entry stays.
 */
public sealed interface EvidencedEntry extends Entry permits ConsentEntry, ActEntry, DecisionEntry {

    /** The id that whoever sent it gave it, unique for site and subject. */
    UUID eventId();

    String site();

    /** What binds the entry to its evidence. */
    Commitments commitments();

    /** When it takes effect, with milliseconds. */
    Instant effectiveAt();

    /**
     * Whether the other entry says what this one says, apart from what its sender adds anew to each
     * try. What the commitments commit to is compared where the evidence is.
     */
    boolean sameEventAs(EvidencedEntry other);
}
