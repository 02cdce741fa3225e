package dev.consentledger.core.entry;

import java.util.Locale;

/**
 * How a category may be used in a jurisdiction; undeclared where the policy does not have the
 * category.
 */
public enum Mechanism implements Term {
    OPT_IN,
    OPT_OUT,
    NOTICE_ONLY,
    EXEMPT,
    UNDECLARED;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
