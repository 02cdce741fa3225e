package dev.consentledger.core.entry;

import java.util.Locale;

/**
 * What is odd about an event that was recorded all the same. Clock flags compare occurredAt with
 * receivedAt.
 */
public enum Flag implements Term {
    CATEGORY_UNKNOWN,
    CLOCK_AHEAD,
    CLOCK_OLD,
    POLICY_RETIRED,
    POLICY_UNKNOWN;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
