package dev.consentledger.ledger;

import java.io.Serial;

/** The configuration is wrong; the message is for the operator. Carries no stack trace. */
final class CannotStart extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message, null, false, false);
    }
}
