package dev.consentledger.core.entry;

import java.util.Locale;

/** How the jurisdiction was found: named by the client, or the site's default. */
public enum JurisdictionSource implements Term {
    CLIENT,
    SITE;

    @Override
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }
}
