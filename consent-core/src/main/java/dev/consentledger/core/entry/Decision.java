package dev.consentledger.core.entry;

import java.util.Locale;

/**
 * What was decided for one category. Withdrawn is not a decision of its own: it is refused after
 * granted.
 */
public enum Decision implements Term {
    GRANTED,
    REFUSED,
    NOT_ASKED;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
