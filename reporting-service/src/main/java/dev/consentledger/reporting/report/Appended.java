package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.merkle.Hash;
import java.util.Optional;

/**
 * One entry of the ledger, as the topic of appended entries tells of it.
 *
 * @param index its place in the shard, counted from 0
 * @param offset of the record that told of it; the same entry may be told twice
 * @param subject the record's key, where it stands for a site's subject; the pseudonym itself is
 *     not needed here and not kept
 * @param document what was published, where a publication is what the entry is about
 */
public record Appended(
        long index, long offset, Entry entry, Optional<Hash> subject, Optional<byte[]> document) {}
