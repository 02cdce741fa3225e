package dev.consentledger.core.note;

import java.time.Instant;
import java.util.Optional;

/**
 * That a trusted key has signed a text.
 *
 * @param time when it did, by the signer's own clock, in whole seconds; only cosignatures say it
 */
public record VerifiedSignature(VerifierKey key, Optional<Instant> time) {}
