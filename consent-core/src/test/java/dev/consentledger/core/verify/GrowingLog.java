package dev.consentledger.core.verify;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.Tile;
import dev.consentledger.core.tile.TileEdge;
import dev.consentledger.core.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log in a folder, as a ledger serves it, that grows by random entries. */
final class GrowingLog {

    static final String ORIGIN = "ledger.example/logs/1/0";

    private final Path folder;
    private final Random random;
    private final int entryLengthMax;
    private final NoteSigner signer;
    private final List<byte[]> open = new ArrayList<>();
    private TileEdge edge = TileEdge.EMPTY;

    GrowingLog(Path folder, long seed, int entryLengthMax) {
        this(folder, ORIGIN, seed, entryLengthMax);
    }

    GrowingLog(Path folder, String origin, long seed, int entryLengthMax) {
        this.folder = folder;
        this.random = new Random(seed);
        this.entryLengthMax = entryLengthMax;
        this.signer = new NoteSigner(origin, key());
    }

    /** Always the same key, so that logs that fork can be made. */
    private static Ed25519PrivateKey key() {
        try {
            return Ed25519PrivateKey.ofSeed(new byte[Ed25519PrivateKey.SEED_LENGTH]);
        } catch (MalformedKey e) {
            throw new AssertionError(e);
        }
    }

    Path folder() {
        return folder;
    }

    long size() {
        return edge.size();
    }

    /** The folder's trust file, which it also writes. */
    String trust() {
        write("trust", ("log " + signer.verifierKey() + "\nquorum none\n").getBytes());
        return folder.resolve("trust").toString();
    }

    /** Appends and publishes a checkpoint. */
    SignedCheckpoint growTo(long size) {
        while (edge.size() < size) {
            int count =
                    (int)
                            Math.min(
                                    size - edge.size(),
                                    TilePath.WIDTH_FULL - edge.size() % TilePath.WIDTH_FULL);
            append(count);
        }
        edge.tiles().forEach(this::write);
        if (!open.isEmpty()) {
            writeBundle();
        }
        return sign();
    }

    /** Signs what there is, whatever was signed before. */
    SignedCheckpoint sign() {
        Checkpoint checkpoint =
                Checkpoint.of(signer.verifierKey().name(), edge.size(), edge.range().root());
        SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint, List.of(signer));
        write("checkpoint", signed.toBytes());
        return signed;
    }

    private void append(int count) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[8 + random.nextInt(entryLengthMax - 7)];
            random.nextBytes(entry);
            open.add(entry);
            leaves.add(TreeHash.leaf(entry));
        }
        TileEdge.Growth growth = edge.append(leaves);
        growth.completed().forEach(this::write);
        edge = growth.edge();
        if (open.size() == TilePath.WIDTH_FULL) {
            writeBundle();
            open.clear();
        }
    }

    private void writeBundle() {
        long index = (edge.size() - 1) / TilePath.WIDTH_FULL;
        write(new BundleCoordinate(index, open.size()).path(), EntryBundle.encode(open));
    }

    private void write(Tile tile) {
        write(tile.coordinate().path(), tile.bytes());
    }

    private void write(String path, byte[] bytes) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
