package dev.consentledger.reporting.desk;

import java.io.Serial;

/** An event's id was used by several subjects, so that it does not say who is meant. */
public final class SeveralPersons extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public SeveralPersons() {
        super("several subjects have an event with this id", null, false, false);
    }
}
