package dev.consentledger.ledger.witness;

import dev.consentledger.core.note.NoteSignature;
import java.time.Instant;

/**
 * What a witness has put under a checkpoint, verified with its key.
 *
 * @param line the signature line
 * @param time when, by the witness's clock, in whole seconds
 */
public record Cosignature(NoteSignature line, Instant time) {}
