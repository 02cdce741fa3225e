package dev.consentledger.core.log;

import dev.consentledger.core.entry.EvidencePart;
import java.util.Optional;

/**
 * What the ledger already holds under an id.
 *
 * @param index of the entry
 * @param entry its bytes
 * @param subject the part of its evidence, while that is not erased
 * @param context likewise
 */
public record Known(
        long index, byte[] entry, Optional<EvidencePart> subject, Optional<EvidencePart> context) {}
