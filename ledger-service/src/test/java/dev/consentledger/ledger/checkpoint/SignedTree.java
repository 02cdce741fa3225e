package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** The log of shard 0 in memory, with all that can go wrong with it. */
public final class SignedTree implements ShardLogs {

    TileEdge edge = TileEdge.EMPTY;
    Map<TileCoordinate, Tile> tiles = new LinkedHashMap<>();
    Optional<SignedHead> signed = Optional.empty();
    List<Long> keptSizes = new ArrayList<>();
    List<StoredKey> keys = new ArrayList<>();
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
        copy.keys = new ArrayList<>(keys);
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
    public Map<Integer, List<StoredKey>> keys() {
        return keys.isEmpty() ? Map.of() : Map.of(0, List.copyOf(keys));
    }

    @Override
    public void useKeys(int shard, List<VerifierKey> used) {
        long size = signed.map(SignedHead::size).orElse(0L);
        boolean first = keys.isEmpty();
        keys.replaceAll(
                known ->
                        known.isOpen() && !used.contains(known.key())
                                ? new StoredKey(
                                        known.key(), known.sizeFirst(), OptionalLong.of(size))
                                : known);
        used.stream()
                .filter(key -> keys.stream().noneMatch(known -> known.key().equals(key)))
                .forEach(
                        key ->
                                keys.add(
                                        new StoredKey(
                                                key, first ? 0 : size + 1, OptionalLong.empty())));
    }

    @Override
    public boolean keep(
            Optional<SignedHead> expected, SignedHead next, List<VerifierKey> signedBy) {
        if (!expected.map(SignedHead::size).equals(signed.map(SignedHead::size))) {
            return false;
        }
        signed = Optional.of(next);
        keptSizes.add(next.size());
        return true;
    }
}
