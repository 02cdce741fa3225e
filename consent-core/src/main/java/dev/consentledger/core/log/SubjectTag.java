package dev.consentledger.core.log;

import java.util.UUID;

/**
 * Stands for a subject of a site where the pseudonym itself must not: beside evidence, so that all
 * of a subject's is found, and in tombstones, which outlive it. Whoever has no ledger key cannot
 * tell whose it is.
 */
public record SubjectTag(UUID value) {}
