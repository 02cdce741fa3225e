package dev.consentledger.core.checkpoint;

import java.io.Serial;

/** A text that is no checkpoint. Its message says why, and never repeats it. */
public final class MalformedCheckpoint extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedCheckpoint(String message) {
        super(message, null, false, false);
    }
}
