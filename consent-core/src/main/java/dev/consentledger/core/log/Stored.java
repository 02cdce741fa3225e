package dev.consentledger.core.log;

import java.util.Map;

/**
 * What the ledger holds of what {@link Readings} are about.
 *
 * @param known under their ids
 * @param subjects what was done about their subjects; those that are not in it are untouched
 */
public record Stored(Map<EntryId, Known> known, Map<SubjectTag, SubjectState> subjects) {

    /** An empty ledger. */
    public static final Stored NOTHING = new Stored(Map.of(), Map.of());
}
