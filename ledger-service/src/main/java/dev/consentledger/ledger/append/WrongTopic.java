package dev.consentledger.ledger.append;

import java.io.Serial;

/** A topic that this ledger must not append from; says why and what to do. */
public final class WrongTopic extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public WrongTopic(String message) {
        super(message);
    }
}
