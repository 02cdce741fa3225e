package dev.consentledger.core.verify;

import java.io.Serial;

/**
 * What whoever called the program has to put right: an argument, or a file that is named by one.
 */
final class UsageError extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message, null, false, false);
    }
}
