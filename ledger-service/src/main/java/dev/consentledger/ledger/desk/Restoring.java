package dev.consentledger.ledger.desk;

import java.io.Serial;

/**
 * The database was put back to an earlier moment, and what was erased since then is not erased
 * again yet. Carries no stack trace.
 */
public final class Restoring extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public Restoring(int shard) {
        super(
                "shard %d stands before an erasure that is known".formatted(shard),
                null,
                false,
                false);
    }
}
