package dev.consentledger.api.intake;

/** What became of a record on its way to the broker. */
public enum Delivery {
    /** All in-sync replicas have it. */
    ACKNOWLEDGED,
    /** Too many records are on their way; nothing was sent. */
    OVERLOADED,
    /** The broker did not confirm it in time; it may still have it. */
    UNAVAILABLE
}
