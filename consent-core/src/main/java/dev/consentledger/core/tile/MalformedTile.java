package dev.consentledger.core.tile;

import java.io.Serial;

/** Bytes that are no tile or entry bundle of the wanted width. Its message never repeats them. */
public final class MalformedTile extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    MalformedTile(String message) {
        super(message, null, false, false);
    }
}
