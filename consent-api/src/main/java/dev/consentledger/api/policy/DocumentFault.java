package dev.consentledger.api.policy;

/**
 * One mistake in a document that was handed in.
 *
 * @param pointer the place, as a JSON Pointer (RFC 6901); empty for the whole
 * @param message what is wrong and what to write instead
 */
public record DocumentFault(String pointer, String message) {}
