package dev.consentledger.reporting.pack;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.TileCoordinate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again for as long as the ledger is away, within reason. For one thread. */
final class PatientLedger implements PackLedger {

    /** With a pause of a second: an hour, in which somebody sees to it. */
    private static final int PAUSES_MAX = 3_600;

    private final PackLedger ledger;
    private final Progress progress;

    PatientLedger(PackLedger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    @Override
    public Optional<SignedCheckpoint> checkpoint(int epoch, int shard) {
        return ask(() -> ledger.checkpoint(epoch, shard));
    }

    @Override
    public Optional<SignedCheckpoint> cosigned(int epoch, int shard) {
        return ask(() -> ledger.cosigned(epoch, shard));
    }

    @Override
    public List<Held> records(int shard, List<Long> indexes) {
        return ask(() -> ledger.records(shard, indexes));
    }

    @Override
    public byte[] tile(int epoch, int shard, TileCoordinate tile) {
        return ask(() -> ledger.tile(epoch, shard, tile));
    }

    @Override
    public TrustFile keys() {
        return ask(ledger::keys);
    }

    private <T> T ask(Supplier<T> question) {
        for (int pauses = 0; pauses < PAUSES_MAX; pauses++) {
            try {
                return question.get();
            } catch (LedgerAway away) {
                progress.pause();
            }
        }
        return question.get();
    }
}
