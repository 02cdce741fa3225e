package dev.consentledger.ledger.append;

import java.io.Serial;

/** The ledger stands before the records that were read: they have to be read again from there. */
public final class OutOfStep extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public OutOfStep(int shard, long nextOffset, long fromOffset) {
        super(
                "shard %d stands at offset %d, records begin at %d: read again from there"
                        .formatted(shard, nextOffset, fromOffset));
    }
}
