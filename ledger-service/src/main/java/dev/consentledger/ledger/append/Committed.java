package dev.consentledger.ledger.append;

import dev.consentledger.core.entry.EntryLabel;
import java.util.Optional;

/**
 * An entry that is committed, as its readers get it.
 *
 * @param subject the pseudonym, while it is not erased
 * @param document a policy's or banner's canonical bytes
 */
public record Committed(
        int epoch,
        int shard,
        long index,
        byte[] bytes,
        EntryLabel label,
        Optional<String> subject,
        Optional<byte[]> document) {}
