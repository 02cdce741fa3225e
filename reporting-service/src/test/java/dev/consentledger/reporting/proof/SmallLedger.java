package dev.consentledger.reporting.proof;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TileHashes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A whole log in memory, with real leaves, tiles, keys and a witness. Not thread-safe. */
final class SmallLedger {

    static final String ORIGIN = "ledger.example/consent/1/0";
    static final String WITNESS = "witness.example/w1";

    private final NoteSigner signer = new NoteSigner(ORIGIN, key(1));
    private final Cosigner witness = new Cosigner(WITNESS, key(2));
    private final List<byte[]> entries = new ArrayList<>();

    /** Appends an entry; gives its index. */
    long append(Entry entry) {
        entries.add(EntryCodec.encode(entry));
        return entries.size() - 1L;
    }

    long size() {
        return entries.size();
    }

    /** The keys that the ledger hands out. */
    TrustFile keys() {
        return new TrustFile(
                List.of(new TrustFile.Log(LogKey.of(signer.verifierKey()), Optional.empty())),
                List.of(new TrustFile.Witness("w1", witness.verifierKey(), Optional.empty())),
                List.of(),
                TrustFile.NONE);
    }

    /** The entry under the newest checkpoint, which nobody has cosigned. */
    <T extends Entry> Proved<T> proved(T entry, long index) {
        return new Proved<>(entry, newest(index), Optional.empty());
    }

    /** The same with an earlier proof, under a checkpoint that the witness saw at a time. */
    <T extends Entry> Proved<T> proved(T entry, long index, Instant seenAt) {
        SignedCheckpoint earlier = checkpoint(index + 1);
        SignedCheckpoint cosigned =
                earlier.with(List.of(witness.cosign(earlier.checkpoint().text(), seenAt)));
        return new Proved<>(
                entry,
                newest(index),
                Optional.of(
                        new EarlierProof(
                                EarlierProof.Kind.COSIGNED, proof(index, index + 1, cosigned))));
    }

    private EntryProof newest(long index) {
        TlogProof proof = proof(index, size(), checkpoint(size()));
        return new EntryProof(entries.get((int) index), proof);
    }

    private TlogProof proof(long index, long size, SignedCheckpoint checkpoint) {
        return TlogProof.of(index, Inclusion.path(index, size, hashes(size)), checkpoint);
    }

    private SignedCheckpoint checkpoint(long size) {
        return SignedCheckpoint.sign(
                Checkpoint.of(ORIGIN, size, growth(size).edge().range().root()), List.of(signer));
    }

    private TileHashes hashes(long size) {
        TileEdge.Growth growth = growth(size);
        List<Tile> tiles = new ArrayList<>(growth.completed());
        tiles.addAll(growth.edge().tiles());
        return TileHashes.of(size, tiles);
    }

    private TileEdge.Growth growth(long size) {
        return TileEdge.EMPTY.append(entries.stream().limit(size).map(TreeHash::leaf).toList());
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
