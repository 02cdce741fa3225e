package dev.consentledger.core.entry;

import java.util.Locale;

/** What happened in front of the visitor, or to a choice that was made. */
public enum Action implements Term {
    SHOWN,
    ACKNOWLEDGE,
    ACCEPT_ALL,
    REJECT_ALL,
    SAVE,
    WITHDRAW,
    DISMISS,
    GPC,
    IMPLIED,
    EXPIRE,
    IMPORT;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
