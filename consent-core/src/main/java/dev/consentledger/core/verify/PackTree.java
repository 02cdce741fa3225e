package dev.consentledger.core.verify;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackLayout;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tree of one log, of which a pack has some tiles: gives a leaf's hash only where its tile
 * leads to the tree's root. Keeps one tile a level, since leaves are asked for in order. For one
 * thread.
 */
final class PackTree {

    private static final int TILE_BYTES = TilePath.WIDTH_FULL * Hash.LENGTH;

    private final PackFile pack;
    private final String folder;
    private final long size;
    private final Map<Integer, Tile> edge = new HashMap<>();
    private final Map<Integer, Tile> last = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    private PackTree(PackFile pack, String folder, long size) {
        this.pack = pack;
        this.folder = folder;
        this.size = size;
    }

    /**
     * The tree that the pack has.
     *
     * @param root that its right edge has to lead to
     * @throws IOException where it does not, or a tile is missing or damaged
     */
    static PackTree of(PackFile pack, String folder, long size, Hash root) throws IOException {
        PackTree tree = new PackTree(pack, folder, size);
        List<Tile> tiles = new ArrayList<>();
        for (TileCoordinate coordinate : Tiles.partial(size)) {
            Tile tile = tree.read(coordinate);
            tree.edge.put(coordinate.level(), tile);
            tiles.add(tile);
        }
        if (!new TileEdge(size, tiles).range().root().equals(root)) {
            throw new IOException(
                    "the tiles of %s do not lead to the checkpoint's root".formatted(folder));
        }
        return tree;
    }

    /**
     * The names of the tiles that were read: all that belong to the pack, once it was gone through.
     */
    Set<String> read() {
        return Set.copyOf(read);
    }

    /**
     * The hash of a leaf.
     *
     * @throws IOException where no tile that leads to the root has it
     */
    Hash leaf(long index) throws IOException {
        Optional<TileCoordinate> tile = Tiles.at(0, index / TilePath.WIDTH_FULL, size);
        if (index >= size || tile.isEmpty()) {
            throw new IOException("the checkpoint does not cover entry %d".formatted(index));
        }
        return proved(tile.get()).hashes().get((int) (index % TilePath.WIDTH_FULL));
    }

    private Tile proved(TileCoordinate coordinate) throws IOException {
        Tile known = last.get(coordinate.level());
        if (known != null && known.coordinate().equals(coordinate)) {
            return known;
        }
        if (!coordinate.isFull()) {
            return edge.get(coordinate.level());
        }
        Tile tile = read(coordinate);
        TileCoordinate above =
                Tiles.at(coordinate.level() + 1, coordinate.index() / TilePath.WIDTH_FULL, size)
                        .orElseThrow();
        int place = (int) (coordinate.index() % TilePath.WIDTH_FULL);
        if (!proved(above).hashes().get(place).equals(tile.hash())) {
            throw new IOException(coordinate.path() + " does not lead to the root");
        }
        last.put(coordinate.level(), tile);
        return tile;
    }

    private Tile read(TileCoordinate coordinate) throws IOException {
        String name = PackLayout.tile(folder, coordinate);
        Optional<byte[]> bytes = pack.bytes(name, TILE_BYTES);
        read.add(name);
        try {
            return Tile.read(
                    coordinate,
                    bytes.orElseThrow(() -> new IOException(name + " is not in the pack")));
        } catch (MalformedTile e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
