package dev.consentledger.reporting.desk;

import java.io.Serial;

/** An order that cannot be given as it is; nothing of it reached the ledger. */
public final class OrderRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final Why why;

    /** Why it cannot. */
    public enum Why {
        /** Nothing is known of whoever is meant; that somebody looked is recorded. */
        NOBODY_FOUND,
        /** The ledger has no pseudonym of whoever is meant, and orders go by that. */
        NO_PSEUDONYM,
        /** The id belongs to another order. */
        ID_TAKEN
    }

    OrderRefused(Why why) {
        super("an order is refused: " + why, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
