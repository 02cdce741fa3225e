package dev.consentledger.benchmarks.log;

import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A whole log, copied into a folder as it is served. */
final class LogFolder {

    private final Path path;
    private final List<BundleCoordinate> bundles = new ArrayList<>();

    private LogFolder(Path path, long size) {
        this.path = path;
        for (long index = 0; index < size; index += TilePath.WIDTH_FULL) {
            bundles.add(Tiles.bundleOf(index, size).orElseThrow());
        }
    }

    /** Copies it, or takes the copy that is there. */
    static LogFolder of(FilledLedger ledger) throws IOException, InterruptedException {
        LogFolder folder = new LogFolder(ledger.directory().resolve("log"), ledger.entries());
        if (Files.notExists(folder.path)) {
            folder.copy(ledger, "checkpoint");
            for (BundleCoordinate bundle : folder.bundles) {
                folder.copy(ledger, bundle.path());
            }
            List<TilePath> tiles = new ArrayList<>(Tiles.completed(0, ledger.entries()));
            tiles.addAll(Tiles.partial(ledger.entries()));
            for (TilePath tile : tiles) {
                folder.copy(ledger, tile.path());
            }
        }
        return folder;
    }

    private void copy(FilledLedger ledger, String name) throws IOException, InterruptedException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, ledger.get(name));
    }

    Path path() {
        return path;
    }

    /**
     * The least that an audit has to do: one SHA-256 over each entry, on one thread. Reading the
     * files is not counted.
     *
     * @return nanoseconds
     */
    long hashNanos() throws IOException {
        MessageDigest digest = sha256();
        long nanos = 0;
        for (BundleCoordinate bundle : bundles) {
            byte[] bytes = Files.readAllBytes(path.resolve(bundle.path()));
            List<byte[]> entries = entries(bundle, bytes);
            long begin = System.nanoTime();
            for (byte[] entry : entries) {
                digest.update((byte) 0);
                digest.digest(entry);
            }
            nanos += System.nanoTime() - begin;
        }
        return nanos;
    }

    private static List<byte[]> entries(BundleCoordinate bundle, byte[] bytes) {
        try {
            return EntryBundle.read(bundle, bytes);
        } catch (MalformedTile e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
