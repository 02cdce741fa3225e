package dev.consentledger.ledger.audit;

import java.io.Serial;

/** What is stored is not what was appended or signed; says what, and where. No stack trace. */
public final class Mismatch extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    Mismatch(String what) {
        super(what, null, false, false);
    }
}
