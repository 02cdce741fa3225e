package dev.consentledger.core.proof;

import java.io.Serial;

/** Bytes that are no bundle. Its message says why, in words of its own. */
public final class MalformedBundle extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public MalformedBundle(String message) {
        super(message, null, false, false);
    }
}
