package dev.consentledger.reporting.desk;

import java.io.Serial;

/**
 * Something that a look-up needs cannot be reached now; trying again later is safe. The message
 * says what, and nothing about a person.
 */
public final class Unavailable extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final Need need;

    /** What a look-up needs. */
    public enum Need {
        /** The ledger's records. */
        LEDGER,
        /** A checkpoint that covers what is asked for. */
        CHECKPOINT,
        /** The topic that every look-up is recorded on. */
        RECORDS_TOPIC
    }

    public Unavailable(Need need, String message) {
        super(message, null, false, false);
        this.need = need;
    }

    public Need need() {
        return need;
    }
}
