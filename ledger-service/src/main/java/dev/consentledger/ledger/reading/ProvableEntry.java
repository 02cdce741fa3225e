package dev.consentledger.ledger.reading;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * An entry, and the checkpoint that was asked for.
 *
 * @param entry the bytes that the leaf hash is over
 * @param checkpoint absent where there is none such; the newest or a named one may be of a tree
 *     that does not have the entry
 */
public record ProvableEntry(
        LogId log, long index, byte[] entry, Optional<SignedCheckpoint> checkpoint) {}
