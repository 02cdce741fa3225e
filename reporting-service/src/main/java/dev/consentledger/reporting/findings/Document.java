package dev.consentledger.reporting.findings;

import java.util.Locale;

/** A document that a site publishes. */
public enum Document {
    POLICY,
    BANNER;

    /** As it stands in answers: the name in lower case. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
