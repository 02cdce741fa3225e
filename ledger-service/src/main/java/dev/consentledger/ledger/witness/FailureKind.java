package dev.consentledger.ledger.witness;

import java.util.Locale;

/** Why a witness has not cosigned. */
public enum FailureKind {
    /** No connection, or none that lasted. */
    UNREACHABLE,
    /** No whole answer in time. */
    TIMEOUT,
    /** It answered with 4xx: it does not know the log or its key, or does not want to. */
    REFUSED,
    /** It answered with 5xx. */
    SERVER_ERROR,
    /** It answered with something that is not in the specification. */
    MALFORMED,
    /** What it sent is not its signature under this checkpoint. */
    WRONG_SIGNATURE,
    /** It has seen more of a shard than the ledger has signed. */
    AHEAD,
    /** It contradicts itself. */
    CONTRADICTION,
    /** The ledger's own database does not answer, or does not have what a proof needs. */
    LEDGER;

    /** As it stands in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
