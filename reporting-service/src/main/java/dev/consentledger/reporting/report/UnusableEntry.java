package dev.consentledger.reporting.report;

import java.io.Serial;

/**
 * What is told of an entry cannot be projected. The message is a sentence for the operator. Nothing
 * is passed over: an entry that is missing would be missing from the figures for ever.
 */
public final class UnusableEntry extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public UnusableEntry(String message) {
        super(message);
    }
}
