package dev.consentledger.core.proof;

import java.io.Serial;

/** A text that is no trust file. Its message says where and why. */
public final class MalformedTrust extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedTrust(String message) {
        super(message, null, false, false);
    }
}
