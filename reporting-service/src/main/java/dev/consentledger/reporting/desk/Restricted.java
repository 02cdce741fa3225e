package dev.consentledger.reporting.desk;

import java.io.Serial;

/** The person has restricted the use of what is kept about them (GDPR art. 18). */
public final class Restricted extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    Restricted() {
        super("the person has restricted the use", null, false, false);
    }
}
