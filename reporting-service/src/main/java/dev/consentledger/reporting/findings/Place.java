package dev.consentledger.reporting.findings;

import java.util.Optional;

/**
 * What in a document raises a question.
 *
 * @param pointer JSON Pointer (RFC 6901) into the document as it was published
 * @param item the id of the storage item, third party, category or button that it belongs to
 * @param says what stands there
 */
public record Place(Document document, String pointer, Optional<String> item, String says) {}
