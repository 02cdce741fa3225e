package dev.consentledger.core.log;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records of one shard as they were read, and what has to be looked up to judge them.
 *
 * @param all in offset order
 * @param ids of those that are sound
 * @param subjects of those that have one
 */
public record Readings(List<Reading> all, Set<EntryId> ids, Map<EntryId, SubjectTag> subjects) {

    /** Where there is nothing to read. */
    public static final Readings NONE = new Readings(List.of(), Set.of(), Map.of());
}
