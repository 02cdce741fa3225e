package dev.consentledger.api.problem;

import java.io.Serial;

/**
 * Carries a rejection out of the reading of a request. Checked, because bad input is expected; it
 * becomes a value where the reading ends. Carries no stack trace.
 */
public final class Rejected extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.type().slug(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
