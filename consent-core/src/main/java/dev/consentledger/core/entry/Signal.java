package dev.consentledger.core.entry;

import java.util.Locale;

/** Where a decision came from. */
public enum Signal implements Term {
    BANNER,
    GPC,
    TCF,
    GPP,
    SERVER;

    @Override
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
