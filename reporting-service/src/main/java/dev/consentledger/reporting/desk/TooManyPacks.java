package dev.consentledger.reporting.desk;

import java.io.Serial;

/** The site has as many packs that are not made yet as it may have. */
public final class TooManyPacks extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public TooManyPacks() {
        super("too many packs", null, false, false);
    }
}
