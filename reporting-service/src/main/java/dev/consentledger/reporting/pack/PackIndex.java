package dev.consentledger.reporting.pack;

import dev.consentledger.core.merkle.Hash;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What this service knows of where entries are. Each method waits for the database. */
public interface PackIndex {

    /** How many entries of each shard this service knows. */
    Map<Integer, Long> positions();

    /** How many entries of a shard below an index are about some subjects. */
    long count(List<Hash> subjects, int shard, long before);

    /** The indexes of these entries that are after one, in order; at most so many. */
    List<Long> about(List<Hash> subjects, int shard, long after, long before, int max);

    /** The indexes at which a site's policies and banners were published, in order. */
    List<Long> publications(String site, int shard, long before);

    /** Those of some subjects who have restricted the use of their record. */
    Set<Hash> restricted(Collection<Hash> subjects);
}
