package dev.consentledger.core.log;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What stays of an erasure for ever, so that neither a late record nor an old backup brings back
 * what it has erased.
 *
 * @param index of the erasure's entry
 * @param offset of its record: evidence of all records of the subject before it is erased
 * @param at likewise of later records about what happened before this time
 */
public record Tombstone(SubjectTag subject, long index, long offset, Instant at) {

    /** Which parts are erased of entries of which kind. */
    public static final Map<Kind, Set<PartName>> PARTS = Erasable.OF_A_SUBJECT;

    public Tombstone {
        if (index < 0 || offset < 0) {
            throw new IllegalArgumentException("indexes and offsets count from 0");
        }
    }
}
