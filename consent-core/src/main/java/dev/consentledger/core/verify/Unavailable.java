package dev.consentledger.core.verify;

import java.io.Serial;

/** Something could not be read or written, so that nothing can be said of it. */
final class Unavailable extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    Unavailable(String message) {
        super(message);
    }
}
