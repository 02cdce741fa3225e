package dev.consentledger.reporting.desk;

import java.io.Serial;

/** The site has a case of this reference that is of another kind, or closed. */
public final class ReferenceTaken extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    ReferenceTaken() {
        super("the reference belongs to another case", null, false, false);
    }
}
