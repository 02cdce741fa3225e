package dev.consentledger.core.verify;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.MalformedTile;
import dev.consentledger.core.tile.TileHasher;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.core.tile.Tiles;
import dev.consentledger.core.verify.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Goes through the log under one checkpoint: every entry is hashed, every tile made again and
 * compared, and the root with the checkpoint's. Its memory does not grow with the log. Used once,
 * by one thread.
 */
final class Audit {

    private final LogReader reader;
    private final Checkpoint checkpoint;
    private final LongConsumer progress;
    private final Faults faults = new Faults();
    private final TileHasher hasher = new TileHasher();
    private final byte[] row = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];
    private final ServedTree tree;
    private long entries;
    private long bytes;
    private boolean unread;

    /**
     * @param progress is told the number of entries after each bundle
     */
    Audit(LogReader reader, Checkpoint checkpoint, LongConsumer progress) {
        this.reader = reader;
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.tree = new ServedTree(reader, faults);
    }

    /** What is served for 256 entries, or for fewer at the end. */
    private record Piece(
            BundleCoordinate coordinate,
            Optional<byte[]> bundle,
            Optional<byte[]> tile,
            Optional<String> fault) {}

    /** Goes through the log; what it has found until then is there even if this throws. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        boolean interrupted = false;
        Optional<Hash> root = Optional.empty();
        try {
            new ReadAhead(reader.readsAtOnce()).read(bundles(), this::read, this::use);
            if (entries == checkpoint.size()) {
                root = Optional.of(tree.root(checkpoint.size()));
            }
        } catch (Unavailable e) {
            interrupted = true;
            findings.add(Finding.notEstablished("reading", e.getMessage()));
        }
        boolean all = !interrupted && entries == checkpoint.size();
        findings.add(bundlesFinding(all));
        findings.add(tilesFinding(all));
        findings.add(rootFinding(root));
        return findings;
    }

    Faults faults() {
        return faults;
    }

    long entries() {
        return entries;
    }

    /** Of entry bundles. */
    long bytes() {
        return bytes;
    }

    private long bundles() {
        long full = checkpoint.size() / TilePath.WIDTH_FULL;
        return checkpoint.size() % TilePath.WIDTH_FULL == 0 ? full : full + 1;
    }

    private Piece read(long index) {
        BundleCoordinate coordinate =
                Tiles.bundleOf(index * TilePath.WIDTH_FULL, checkpoint.size()).orElseThrow();
        Optional<byte[]> tile = reader.tile(coordinate.tile());
        try {
            Optional<byte[]> bundle = reader.bundle(coordinate);
            Optional<String> fault = bundle.isEmpty() ? Optional.of("missing") : Optional.empty();
            return new Piece(coordinate, bundle, tile, fault);
        } catch (MalformedTile e) {
            return new Piece(coordinate, Optional.empty(), tile, Optional.of(e.getMessage()));
        }
    }

    /** Whether to go on: not where neither the entries nor their hashes are there. */
    private boolean use(Piece piece) {
        BundleCoordinate coordinate = piece.coordinate();
        Optional<String> fault = piece.fault().or(() -> hash(piece));
        fault.ifPresent(what -> faults.add(Kind.BUNDLE, coordinate.path(), what));
        if (fault.isPresent()) {
            unread = true;
            int length = coordinate.width() * Hash.LENGTH;
            if (piece.tile().filter(tile -> tile.length == length).isEmpty()) {
                faults.add(Kind.TILE, coordinate.tile().path(), "missing, or of another length");
                return false;
            }
            // The hashes that are served stand in, so that the rest of the log is looked at.
            System.arraycopy(piece.tile().get(), 0, row, 0, length);
        }
        tree.leaves(coordinate.tile(), row, piece.tile());
        bytes += piece.bundle().map(bundle -> bundle.length).orElse(0);
        entries += coordinate.width();
        progress.accept(entries);
        return true;
    }

    private Optional<String> hash(Piece piece) {
        try {
            hasher.leafHashes(piece.coordinate(), piece.bundle().orElseThrow(), row);
            return Optional.empty();
        } catch (MalformedTile e) {
            return Optional.of(e.getMessage());
        }
    }

    private Finding bundlesFinding(boolean all) {
        long count = faults.count(Kind.BUNDLE);
        if (count > 0) {
            return Finding.failed(
                    "bundles", "%d entry bundles are missing or wrong".formatted(count));
        }
        return all
                ? Finding.passed("bundles", "%d entries are there and whole".formatted(entries))
                : Finding.notEstablished("bundles", "%d entries were read".formatted(entries));
    }

    private Finding tilesFinding(boolean all) {
        long count = faults.count(Kind.TILE);
        if (count > 0) {
            return Finding.failed(
                    "tiles", "%d tiles are missing or not those of the entries".formatted(count));
        }
        String compared = "%d tiles are those of the entries".formatted(tree.tiles());
        return all ? Finding.passed("tiles", compared) : Finding.notEstablished("tiles", compared);
    }

    private Finding rootFinding(Optional<Hash> root) {
        if (root.isEmpty() || unread) {
            return Finding.notEstablished("root", "not every entry could be read");
        }
        return root.get().equals(checkpoint.root())
                ? Finding.passed("root", "the entries lead to the checkpoint's root")
                : Finding.failed(
                        "root",
                        "the entries lead to the root %s, which is not the checkpoint's"
                                .formatted(Base64Text.of(root.get())));
    }
}
