package dev.consentledger.ledger.checkpoint;

import java.io.Serial;

/** The stored tree is not what it has to be; says in which way. Carries no stack trace. */
public final class TreeFault extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    TreeFault(String message) {
        super(message, null, false, false);
    }
}
