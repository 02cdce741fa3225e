package dev.consentledger.reporting.proof;

/** How the consent was found, and so why it is held to be of the person in question. */
public enum Matching {
    /** By the pseudonym that the site made for the person. */
    SUBJECT("subject"),
    /** By the id of the event; nothing was said about a person. */
    EVENT_ID("event_id"),
    /** By the receipt code that the visitor alone was given. */
    RECEIPT_CODE("receipt_code"),
    /** By an account that the site has linked to the pseudonyms of its devices. */
    ACCOUNT("account"),
    /** By its place in the ledger; nothing was said about a person. */
    POSITION("position"),
    /** It is one of a site's consents of a period; nothing was said about a person. */
    PERIOD("period");

    private final String term;

    Matching(String term) {
        this.term = term;
    }

    /** The name in machine formats. */
    public String term() {
        return term;
    }
}
