package dev.consentledger.ledger.audit;

import dev.consentledger.core.audit.LogSource;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import java.util.List;
import java.util.Optional;

/** A shard's tables, as the log that they are served as. For one thread. */
final class StoredLog implements LogSource {

    private final StoredShards stored;
    private final int shard;
    private final TileEdge edge;
    private final Hash root;
    private long shownFrom;
    private List<byte[]> shown = List.of();

    /**
     * @throws Mismatch where the edge or the root is not that of a tree of this size
     */
    StoredLog(StoredShards stored, int shard, StoredExtent extent) throws Mismatch {
        this.stored = stored;
        this.shard = shard;
        try {
            this.edge = TileEdge.of(extent.size(), extent.edge());
        } catch (IllegalArgumentException e) {
            throw new Mismatch(
                    "heads.edge is not that of a tree of %d entries".formatted(extent.size()));
        }
        if (extent.root().length != Hash.LENGTH) {
            throw new Mismatch("heads.root is no hash");
        }
        this.root = Hash.of(extent.root());
    }

    /** What the head says of the whole. */
    Hash root() {
        return root;
    }

    /** Takes the entries of the next bundle, which are all there. */
    void show(long from, List<byte[]> entries) {
        shownFrom = from;
        shown = entries;
    }

    @Override
    public Optional<byte[]> tile(TileCoordinate wanted) {
        if (wanted.isFull()) {
            return stored.tile(shard, wanted);
        }
        return edge.tiles().stream()
                .filter(tile -> tile.coordinate().equals(wanted))
                .findFirst()
                .map(Tile::bytes);
    }

    @Override
    public Optional<byte[]> bundle(BundleCoordinate wanted) {
        if (shown.size() != wanted.width() || shownFrom != wanted.start()) {
            throw new IllegalStateException("these are the entries of another bundle");
        }
        return Optional.of(EntryBundle.encode(shown));
    }
}
