package dev.consentledger.standalone.process;

/**
 * A server or the stand cannot be started, for a reason that whoever runs it can do something
 * about. The message is written for that person: what is wrong, where, and what to do.
 */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
