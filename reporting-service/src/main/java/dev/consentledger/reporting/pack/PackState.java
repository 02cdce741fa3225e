package dev.consentledger.reporting.pack;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** Where a pack is on its way. */
public enum PackState implements Term {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /**
     * Somebody whose evidence may be in it was erased, or restricted its use: the file is deleted.
     */
    OUTDATED;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
