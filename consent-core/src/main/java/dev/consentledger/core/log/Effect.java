package dev.consentledger.core.log;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an act does to what is stored beside the entries, in the transaction that appends it.
 * Effects are carried out in the order of their indexes, when all leaves of their batch are there.
 */
public sealed interface Effect {

    /** Of the act. */
    long index();

    /**
     * Evidence of entries with lower indexes is deleted, and with it what repeats of them brought
     * along before.
     *
     * @param subject whose entries; absent where it is those that the reach names of a site's
     *     visitors without a subject
     * @param parts which, by the kind of the entries
     * @param reach which entries among these
     * @param tombstone when what is to be erased has happened; absent where later entries are no
     *     matter of this act
     */
    record Erased(
            long index,
            Optional<SubjectTag> subject,
            Map<Kind, Set<PartName>> parts,
            Reach reach,
            Optional<Instant> tombstone)
            implements Effect {}

    /** Nothing is deleted, because a hold is open. */
    record Held(long index, SubjectTag subject) implements Effect {}

    /** A hold is open from here on. */
    record Placed(long index, SubjectTag subject, UUID hold) implements Effect {}

    /** It is open no more, if it was. */
    record Lifted(long index, SubjectTag subject, UUID hold) implements Effect {}
}
