package dev.consentledger.core.entry;

import java.util.Locale;

/** The parts of {@link Evidence}, by their names there. */
public enum PartName implements Term {
    CONTEXT,
    OBSERVED,
    SUBJECT;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
