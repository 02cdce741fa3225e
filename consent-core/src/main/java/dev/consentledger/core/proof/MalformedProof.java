package dev.consentledger.core.proof;

import java.io.Serial;

/** Bytes that are no proof. Its message says why, and never repeats them. */
public final class MalformedProof extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedProof(String message) {
        super(message, null, false, false);
    }
}
