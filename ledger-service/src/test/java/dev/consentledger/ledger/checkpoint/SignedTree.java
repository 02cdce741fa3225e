package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The log of shard 0 in memory, with all that can go wrong with it. */
public final class SignedTree implements ShardLogs {

    TileEdge edge = TileEdge.EMPTY;
    Map<TileCoordinate, Tile> tiles = new LinkedHashMap<>();
    Optional<SignedHead> signed = Optional.empty();
    List<Long> keptSizes = new ArrayList<>();
    Optional<Hash> wrongRoot = Optional.empty();

    /** A tree of as many entries, of which each is its index and this word. */
    public static SignedTree of(long size, String word) {
        SignedTree tree = new SignedTree();
        tree.growTo(size, word);
        return tree;
    }

    public void growTo(long size, String word) {
        List<Hash> leaves =
                LongStream.range(edge.size(), size)
                        .mapToObj(index -> TreeHash.leaf((word + index).getBytes()))
                        .toList();
        TileEdge.Growth growth = edge.append(leaves);
        growth.completed().forEach(tile -> tiles.put(tile.coordinate(), tile));
        edge = growth.edge();
    }

    /** Says which checkpoint was signed last. */
    public void signed(SignedHead head) {
        signed = Optional.of(head);
    }

    /** Changes one hash of a full tile. */
    void damage(TileCoordinate coordinate, int at) {
        List<Hash> hashes = new ArrayList<>(tiles.get(coordinate).hashes());
        hashes.set(at, Hash.sha256());
        tiles.put(coordinate, new Tile(coordinate, hashes));
    }

    /** What a backup has. */
    SignedTree copy() {
        SignedTree copy = new SignedTree();
        copy.edge = edge;
        copy.tiles = new LinkedHashMap<>(tiles);
        copy.signed = signed;
        return copy;
    }

    @Override
    public Map<Integer, Long> sizes() {
        return Map.of(0, edge.size());
    }

    @Override
    public StoredHead head(int shard) {
        return new StoredHead(
                edge.size(), wrongRoot.orElseGet(() -> edge.range().root()), edge.bytes());
    }

    @Override
    public List<Tile> tiles(int shard, Collection<TileCoordinate> coordinates) {
        return coordinates.stream().filter(tiles::containsKey).map(tiles::get).toList();
    }

    @Override
    public Optional<SignedHead> signedHead(int shard) {
        return signed;
    }

    @Override
    public boolean keep(Optional<SignedHead> expected, SignedHead next) {
        if (!expected.map(SignedHead::size).equals(signed.map(SignedHead::size))) {
            return false;
        }
        signed = Optional.of(next);
        keptSizes.add(next.size());
        return true;
    }
}
