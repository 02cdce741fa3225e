package dev.consentledger.core.entry;

import java.util.Locale;

/** Why evidence is erased: the grounds of GDPR art. 17(1), in their order. */
public enum ErasureReason implements Term {
    NO_LONGER_NEEDED,
    WITHDRAWN,
    OBJECTED,
    UNLAWFUL,
    LEGAL_DUTY,
    CHILD;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
