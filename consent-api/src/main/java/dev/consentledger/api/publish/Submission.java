package dev.consentledger.api.publish;

import dev.consentledger.api.policy.Publication;

/**
 * A document that may be published.
 *
 * @param known whether these very bytes are published already, so that nothing is left to do
 */
public record Submission(Publication publication, boolean known) {}
