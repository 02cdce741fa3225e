package dev.consentledger.reporting.pack;

import java.io.Serial;

/** The ledger does not answer, or not with what was asked for. To be tried again. */
public final class LedgerAway extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public LedgerAway(String why) {
        super(why);
    }
}
