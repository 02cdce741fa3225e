package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencedEntry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackLayout;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.pack.PackTiles;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.reporting.pack.PackWriter.Covered;
import dev.consentledger.reporting.report.PersonKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One pack in the making: writes log after log and counts. Used once, by one thread. */
final class PackRun {

    private final PackTask task;
    private final PackZip zip;
    private final PackIndex index;
    private final PackLedger ledger;
    private final PersonKeys keys;
    private final int epoch;
    private final Progress progress;
    private final long of;
    private final List<PackManifest.Log> logs = new ArrayList<>();
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Set<Hash> documents = new HashSet<>();
    private long done;
    private long entries;

    PackRun(
            PackTask task,
            PackZip zip,
            PackIndex index,
            PackLedger ledger,
            PersonKeys keys,
            int epoch,
            Progress progress,
            long of) {
        this.task = task;
        this.zip = zip;
        this.index = index;
        this.ledger = ledger;
        this.keys = keys;
        this.epoch = epoch;
        this.progress = progress;
        this.of = of;
    }

    /** What was written. */
    List<PackManifest.Log> logs() {
        return List.copyOf(logs);
    }

    Map<Kind, Long> kinds() {
        return Map.copyOf(kinds);
    }

    /** An entry that belongs to the pack. */
    record Wanted(Held held, Entry entry) {}

    void write(Covered log, OutputStream overview) throws IOException {
        String folder = PackLayout.folder(epoch, log.shard());
        Checkpoint checkpoint = log.checkpoint().checkpoint();
        zip.add(PackLayout.checkpoint(folder), log.checkpoint().toBytes());
        long before = entries;
        PackTiles tiles = new PackTiles(log.size());
        List<Wanted> published = new ArrayList<>();
        zip.add(
                PackLayout.entries(folder),
                out -> writeEntries(log, out, overview, tiles, published));
        writeTiles(log, folder, tiles);
        for (Wanted publication : published) {
            writeDocument(publication);
        }
        logs.add(
                new PackManifest.Log(
                        epoch,
                        log.shard(),
                        checkpoint.origin(),
                        checkpoint.size(),
                        checkpoint.root(),
                        entries - before,
                        log.uncovered()));
    }

    private void writeEntries(
            Covered log,
            OutputStream out,
            OutputStream overview,
            PackTiles tiles,
            List<Wanted> published)
            throws IOException {
        PackPositions positions = new PackPositions(index, task, epoch, log.shard(), log.size());
        while (positions.hasNext()) {
            PackPositions.Piece piece = positions.next(PackLedger.RECORDS_MAX);
            List<Wanted> wanted = wanted(log, piece.indexes());
            Set<Hash> restricted = restricted(wanted);
            for (Wanted one : wanted) {
                out.write(line(one, restricted));
                out.write('\n');
                long at = one.held().index();
                overview.write(PackOverview.row(log.shard(), at, one.entry()).getBytes(UTF_8));
                tiles.add(at);
                kinds.merge(one.entry().kind(), 1L, Long::sum);
                if (one.entry() instanceof PublicationEntry) {
                    published.add(one);
                }
            }
            entries += wanted.size();
            done += piece.passed();
            progress.at(done, of, entries);
        }
    }

    private List<Wanted> wanted(Covered log, List<Long> indexes) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        List<Held> found = ledger.records(log.shard(), indexes);
        if (found.size() != indexes.size()) {
            throw new IllegalStateException(
                    "the ledger has %d of %d entries of shard %d that it has signed"
                            .formatted(found.size(), indexes.size(), log.shard()));
        }
        List<Wanted> wanted = new ArrayList<>(found.size());
        for (Held held : found) {
            if (EntryCodec.decode(held.entry()) instanceof Decoding.Readable readable
                    && isAskedFor(readable.entry())) {
                wanted.add(new Wanted(held, readable.entry()));
            }
        }
        return wanted;
    }

    private boolean isAskedFor(Entry entry) {
        String site = task.order().site();
        if (entry instanceof PublicationEntry publication) {
            return publication.site().equals(site);
        }
        return entry instanceof EvidencedEntry evidenced
                && evidenced.site().equals(site)
                && (!(task.order().question() instanceof PackQuestion.Period period)
                        || period.contains(evidenced.effectiveAt()));
    }

    /** Whose evidence stays out; asked only where it would be in. */
    private Set<Hash> restricted(List<Wanted> wanted) {
        if (task.order().restricted()) {
            return Set.of();
        }
        Set<Hash> subjects = new HashSet<>();
        wanted.forEach(one -> PackLines.subject(one, keys).ifPresent(subjects::add));
        return subjects.isEmpty() ? Set.of() : index.restricted(subjects);
    }

    private byte[] line(Wanted one, Set<Hash> restricted) {
        boolean withheld = PackLines.subject(one, keys).filter(restricted::contains).isPresent();
        return PackLines.of(one, task.order().withheld(), withheld).toBytes();
    }

    private void writeTiles(Covered log, String folder, PackTiles tiles) throws IOException {
        List<TileCoordinate> needed = new ArrayList<>();
        tiles.forEach(needed::add);
        for (TileCoordinate tile : needed) {
            zip.add(PackLayout.tile(folder, tile), ledger.tile(epoch, log.shard(), tile));
            progress.at(done, of, entries);
        }
    }

    private void writeDocument(Wanted publication) throws IOException {
        PublicationEntry entry = (PublicationEntry) publication.entry();
        if (documents.add(entry.sha256())) {
            byte[] document =
                    publication
                            .held()
                            .document()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the ledger has no document of "
                                                            + entry.sha256()));
            zip.add(PackLayout.document(entry.sha256()), document);
        }
    }
}
