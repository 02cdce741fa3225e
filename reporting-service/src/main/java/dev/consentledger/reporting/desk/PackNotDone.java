package dev.consentledger.reporting.desk;

import dev.consentledger.reporting.pack.PackState;
import java.io.Serial;

/** A pack that has no file yet, or none any more. */
public final class PackNotDone extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final PackState state;

    public PackNotDone(PackState state) {
        super("the pack is " + state.term(), null, false, false);
        this.state = state;
    }

    public PackState state() {
        return state;
    }
}
