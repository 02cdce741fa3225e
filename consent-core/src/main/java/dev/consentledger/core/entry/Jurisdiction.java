package dev.consentledger.core.entry;

/** Under whose law the visitor was asked, and how that was found. */
public record Jurisdiction(String code, JurisdictionSource source) {

    public Jurisdiction {
        if (!Names.JURISDICTION.matches(code)) {
            throw new IllegalArgumentException("not " + Names.JURISDICTION.words());
        }
    }
}
