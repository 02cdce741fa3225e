package dev.consentledger.core.entry;

import java.util.Locale;

/** Whether a consent that was given under one version of a policy covers the next one. */
public enum Coverage implements Term {
    STILL_COVERS,
    /** A person has to decide; until then nothing may rest on the consent. */
    THINK,
    ASK_AGAIN;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
