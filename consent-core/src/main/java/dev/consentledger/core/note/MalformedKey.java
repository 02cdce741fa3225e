package dev.consentledger.core.note;

import java.io.Serial;

/** A key that cannot be read, or that nobody should use. Its message never repeats it. */
public final class MalformedKey extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedKey(String message) {
        super(message, null, false, false);
    }
}
