package dev.consentledger.core.entry;

import java.util.Locale;

/**
 * What an entry is about. All kinds of version 1 are named; a ledger that cannot yet judge one
 * halts before it.
 */
public enum Kind implements Term {
    CONSENT,
    POLICY,
    BANNER,
    DECISION,
    ERASURE,
    HOLD,
    RETENTION,
    ACCESS,
    EXPIRY,
    LINK,
    UNREADABLE,
    GAP;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
