package dev.consentledger.core.note;

import java.io.Serial;

/** Bytes that are no signed note. Its message says why, and never repeats them. */
public final class MalformedNote extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedNote(String message) {
        super(message, null, false, false);
    }
}
