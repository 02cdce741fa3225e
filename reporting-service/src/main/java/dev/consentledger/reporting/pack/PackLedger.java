package dev.consentledger.reporting.pack;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.TileCoordinate;
import java.util.List;
import java.util.Optional;

/** What a pack takes from the ledger. Each method waits, and throws {@link LedgerAway}. */
public interface PackLedger {

    /** As many records as one question may ask for. */
    int RECORDS_MAX = 500;

    /** The newest checkpoint of a shard; empty where nothing of it was signed yet. */
    Optional<SignedCheckpoint> checkpoint(int epoch, int shard);

    /** The newest that a witness has cosigned; empty where there is none. */
    Optional<SignedCheckpoint> cosigned(int epoch, int shard);

    /**
     * The records at these indexes of a shard, by index.
     *
     * @param indexes at most {@link #RECORDS_MAX}
     */
    List<Held> records(int shard, List<Long> indexes);

    /** The bytes of a tile that the newest checkpoint covers. */
    byte[] tile(int epoch, int shard, TileCoordinate tile);

    /** The keys that the ledger hands out itself. */
    TrustFile keys();
}
