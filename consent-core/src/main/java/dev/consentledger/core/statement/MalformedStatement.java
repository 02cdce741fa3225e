package dev.consentledger.core.statement;

import java.io.Serial;

/** Bytes or a text that are no statement; says why. */
public final class MalformedStatement extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public MalformedStatement(String message) {
        super(message, null, false, false);
    }
}
