package dev.consentledger.reporting.pack;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TileEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One shard's log in memory, with its leaves, tiles and key, and what stands beside its entries.
 */
final class SmallLog {

    private final String origin;
    private final NoteSigner signer;
    private final List<Held> records = new ArrayList<>();

    SmallLog(String origin, int seed) {
        this.origin = origin;
        this.signer = new NoteSigner(origin, key(seed));
    }

    long append(Entry entry, Optional<Evidence> evidence, Optional<byte[]> document) {
        Map<PartName, byte[]> parts = new EnumMap<>(PartName.class);
        evidence.ifPresent(
                there -> {
                    there.subject().ifPresent(p -> parts.put(PartName.SUBJECT, p.committedBytes()));
                    parts.put(PartName.CONTEXT, there.context().committedBytes());
                    parts.put(PartName.OBSERVED, there.observed().committedBytes());
                });
        long index = records.size();
        records.add(new Held(index, EntryCodec.encode(entry), document, parts, false));
        return index;
    }

    /** What is left after an erasure. */
    void erase(long index) {
        Held held = records.get((int) index);
        records.set((int) index, new Held(index, held.entry(), held.document(), Map.of(), false));
    }

    long size() {
        return records.size();
    }

    List<Held> at(List<Long> indexes) {
        return indexes.stream().map(index -> records.get(index.intValue())).toList();
    }

    SignedCheckpoint checkpoint(long size) {
        return SignedCheckpoint.sign(
                Checkpoint.of(origin, size, growth(size).edge().range().root()), List.of(signer));
    }

    byte[] tile(TileCoordinate wanted, long size) {
        // Of a partial tile every width is there that the tree ever had.
        TileEdge.Growth growth = growth(Math.min(size, wanted.end()));
        return Stream.concat(growth.completed().stream(), growth.edge().tiles().stream())
                .filter(tile -> tile.coordinate().equals(wanted))
                .map(Tile::bytes)
                .findFirst()
                .orElseThrow();
    }

    TrustFile.Log key() {
        return new TrustFile.Log(LogKey.of(signer.verifierKey()), Optional.empty());
    }

    private TileEdge.Growth growth(long size) {
        return TileEdge.EMPTY.append(
                records.stream().limit(size).map(held -> TreeHash.leaf(held.entry())).toList());
    }

    private static Ed25519PrivateKey key(int number) {
        byte[] seed = new byte[Ed25519PrivateKey.SEED_LENGTH];
        Arrays.fill(seed, (byte) number);
        try {
            return Ed25519PrivateKey.ofSeed(seed);
        } catch (MalformedKey e) {
            throw new IllegalStateException(e);
        }
    }
}
