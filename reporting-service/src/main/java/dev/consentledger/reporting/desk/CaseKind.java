package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Term;
import java.util.Locale;

/** Why somebody looks at what is kept of persons. */
public enum CaseKind implements Term {
    /** GDPR art. 15 to 22, but for an erasure. */
    ACCESS_REQUEST,
    /** GDPR art. 17. */
    ERASURE_REQUEST,
    COMPLAINT,
    AUDIT;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
