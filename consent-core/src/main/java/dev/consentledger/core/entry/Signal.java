package dev.consentledger.core.entry;

import java.util.Locale;

/** Where a decision came from. */
public enum Signal implements Term {
    BANNER,
    GPC,
    TCF,
    GPP,
    SERVER;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
