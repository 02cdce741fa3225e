package dev.consentledger.reporting.figure;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** Whether events that carry a bot label count. */
public enum Bots implements Term {
    WITH,
    WITHOUT;

    @Override
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether events count that carry one, or none. */
    boolean count(boolean labelled) {
        return this == WITH || !labelled;
    }
}
