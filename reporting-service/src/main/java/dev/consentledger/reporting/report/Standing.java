package dev.consentledger.reporting.report;

/** What a subject's choice in a category leaves behind. */
public enum Standing {
    GRANTED,
    REFUSED,
    /** A grant is over without a refusal that counts: it expired, or its category is undeclared. */
    ENDED
}
