package dev.consentledger.core.entry;

import java.util.Locale;

/** How the jurisdiction was found: named by the client, or the site's default. */
public enum JurisdictionSource implements Term {
    CLIENT,
    SITE;

    private final String term = name().toLowerCase(Locale.ROOT);

    @Override
    public String term() {
        return term;
    }
}
