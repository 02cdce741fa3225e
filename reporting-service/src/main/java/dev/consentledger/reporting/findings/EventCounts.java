package dev.consentledger.reporting.findings;

/**
 * What of a site's events of some period raises questions.
 *
 * @param implied events with the action {@code implied}
 * @param grantsUnderRetired consents that grant something under a version of the policy that was
 *     not in force any more
 */
public record EventCounts(long implied, long grantsUnderRetired) {
    public EventCounts {
        if (implied < 0 || grantsUnderRetired < 0) {
            throw new IllegalArgumentException("events are counted from 0");
        }
    }
}
