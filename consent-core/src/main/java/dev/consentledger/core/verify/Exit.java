package dev.consentledger.core.verify;

import dev.consentledger.core.proof.Check.Outcome;

/** What the program ends with, for scripts. */
enum Exit {
    PASSED(0),
    /** Something is wrong: changed, forged, or not consistent. */
    FAILED(1),
    /** Nothing is shown to be wrong, and not everything that was asked for is shown. */
    NOT_ESTABLISHED(2),
    /** The program was called in a way that it does not understand (EX_USAGE of sysexits.h). */
    USAGE(64);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Exit of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case NOT_ESTABLISHED -> NOT_ESTABLISHED;
        };
    }
}
