package dev.consentledger.ledger.reading;

import java.io.Serial;

/**
 * What is stored of a log is not what was signed. Nothing of it may be handed out; the message is
 * for the operator.
 */
public final class DamagedLog extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public DamagedLog(LogId log, String what) {
        super("epoch=%d shard=%d %s".formatted(log.epoch(), log.shard(), what));
    }
}
