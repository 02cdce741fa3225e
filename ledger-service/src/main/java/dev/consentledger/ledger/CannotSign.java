package dev.consentledger.ledger;

import java.io.Serial;

/** There is no key to sign with; the message is for the operator. Carries no stack trace. */
final class CannotSign extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    CannotSign(String message) {
        super(message, null, false, false);
    }
}
