package dev.consentledger.reporting.expiry;

/**
 * What a run came to at a site.
 *
 * @param expiries that were handed to the ledger
 * @param restricted persons of whom something has lapsed and who have restricted the use
 */
public record Tally(long expiries, long restricted) {

    static final Tally NOTHING = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(expiries + other.expiries, restricted + other.restricted);
    }
}
