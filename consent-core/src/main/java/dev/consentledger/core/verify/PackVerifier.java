package dev.consentledger.core.verify;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.pack.PackLayout;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.core.pack.PackedEntry;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.core.proof.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes every check on an audit pack, with nothing believed but {@link Trust}, in memory that does
 * not grow with the pack but by the names of its files. Answers for whatever it is given. Used
 * once.
 */
final class PackVerifier {

    private final CheckpointVerifier checkpoints;
    private final Tally format = new Tally("format", true);
    private final Tally included = new Tally("entries-included", true);
    private final Tally signed = new Tally("checkpoints-signed", true);
    private final Tally witnessed;
    private final Tally documents = new Tally("documents", true);
    private final Tally manifested = new Tally("manifest", true);
    private final Set<String> known = new HashSet<>(PackLayout.ALWAYS);
    private Optional<PackManifest> manifest = Optional.empty();
    private long entries;

    PackVerifier(Trust trust) {
        this.checkpoints = new CheckpointVerifier(trust, "the pack");
        this.witnessed = new Tally("checkpoints-witnessed", !trust.quorum().isNone());
    }

    /** What the pack says of itself, as far as it could be read. */
    Optional<PackManifest> manifest() {
        return manifest;
    }

    /** How many entries were looked at. */
    long entries() {
        return entries;
    }

    List<Finding> verify(Path file, Terminal terminal, boolean quiet) {
        try (PackFile pack = PackFile.open(file)) {
            pack.faults().forEach(format::fail);
            Finding sums = PackSums.check(pack);
            manifest = readManifest(pack);
            if (manifest.isEmpty()) {
                return List.of(format(), sums);
            }
            PackEntries all = new PackEntries(manifest.get().order(), format);
            Progress progress = new Progress(terminal, manifest.get().entries(), quiet);
            for (PackManifest.Log log : manifest.get().logs()) {
                check(pack, log, all, progress);
            }
            return findings(pack, sums, all);
        } catch (IOException e) {
            format.fail(Reasons.of(e));
            return List.of(format());
        }
    }

    private List<Finding> findings(PackFile pack, Finding sums, PackEntries all)
            throws IOException {
        checkDocuments(pack, all);
        manifested.check(
                all.kinds().equals(manifest.orElseThrow().kinds()),
                "it counts other numbers of entries of some kind");
        requireNoStrangers(pack);
        List<Finding> findings = new ArrayList<>(List.of(format(), sums));
        findings.add(signed.finding("a trusted key has signed the checkpoint of each log"));
        findings.add(witnessed.finding("witnesses have seen the checkpoint of each log"));
        findings.add(included.finding("each of %d entries leads to a root".formatted(entries)));
        findings.addAll(all.findings());
        findings.add(documents.finding("each document has the hash that was published"));
        findings.add(manifested.finding("it says what is there"));
        return findings;
    }

    private Finding format() {
        return format.finding("the pack has the files of its format");
    }

    private Optional<PackManifest> readManifest(PackFile pack) throws IOException {
        Optional<byte[]> bytes = pack.bytes(PackLayout.MANIFEST, PackManifest.BYTES_MAX);
        if (bytes.isEmpty()) {
            format.fail("there is no " + PackLayout.MANIFEST);
            return Optional.empty();
        }
        try {
            return Optional.of(PackManifest.read(bytes.get()));
        } catch (MalformedJson | IllegalArgumentException e) {
            format.fail("%s: %s".formatted(PackLayout.MANIFEST, e.getMessage()));
            return Optional.empty();
        }
    }

    private void check(PackFile pack, PackManifest.Log log, PackEntries all, Progress progress) {
        String folder = log.folder();
        known.add(PackLayout.checkpoint(folder));
        known.add(PackLayout.entries(folder));
        try {
            byte[] note =
                    pack.bytes(PackLayout.checkpoint(folder), SignedNote.BYTES_MAX)
                            .orElseThrow(() -> new IOException(folder + " has no checkpoint"));
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(note);
            CheckpointVerifier.Signatures signatures = checkpoints.verify(checkpoint);
            signed.add(signatures.logSignature());
            witnessed.add(signatures.witnesses());
            compare(log, checkpoint.checkpoint());
            PackTree tree =
                    PackTree.of(
                            pack,
                            folder,
                            checkpoint.checkpoint().size(),
                            checkpoint.checkpoint().root());
            long before = entries;
            read(pack, log, tree, all, progress);
            manifested.check(
                    entries - before == log.entries(),
                    "it counts other numbers of entries in " + folder);
            known.addAll(tree.read());
        } catch (MalformedCheckpoint e) {
            format.fail("%s: %s".formatted(PackLayout.checkpoint(folder), e.getMessage()));
        } catch (IOException e) {
            included.fail(Reasons.of(e));
        }
    }

    /** One log cannot stand in two folders, because the folder is the end of its name. */
    private void compare(PackManifest.Log log, Checkpoint checkpoint) {
        manifested.check(
                log.origin().equals(checkpoint.origin())
                        && log.size() == checkpoint.size()
                        && log.root().equals(checkpoint.root()),
                "it names another checkpoint than %s has".formatted(log.folder()));
        manifested.check(
                checkpoint.origin().endsWith("/%d/%d".formatted(log.epoch(), log.shard())),
                "%s has the checkpoint of %s".formatted(log.folder(), checkpoint.origin()));
    }

    private void read(
            PackFile pack, PackManifest.Log log, PackTree tree, PackEntries all, Progress progress)
            throws IOException {
        String name = PackLayout.entries(log.folder());
        try (Lines lines =
                new Lines(
                        pack.stream(name)
                                .orElseThrow(() -> new IOException(name + " is not in the pack")),
                        PackedEntry.LINE_BYTES_MAX)) {
            long before = -1;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                PackedEntry entry = PackedEntry.read(line.get());
                if (entry.index() <= before) {
                    format.fail("%s is not in the order of its indexes".formatted(name));
                    return;
                }
                before = entry.index();
                check(log, entry, tree, all);
                progress.at(++entries);
            }
        } catch (MalformedJson e) {
            format.fail("%s: %s".formatted(name, e.reason()));
        }
    }

    private void check(PackManifest.Log log, PackedEntry entry, PackTree tree, PackEntries all) {
        String place = "entry %d of %s".formatted(entry.index(), log.folder());
        try {
            boolean there = tree.leaf(entry.index()).equals(TreeHash.leaf(entry.entry()));
            included.check(there, place + " is not what the log has there");
            if (there) {
                all.take(log, entry);
            }
        } catch (IOException e) {
            included.fail("%s: %s".formatted(place, Reasons.of(e)));
        }
    }

    private void checkDocuments(PackFile pack, PackEntries all) throws IOException {
        for (Hash hash : all.published()) {
            String name = PackLayout.document(hash);
            known.add(name);
            Optional<byte[]> document = pack.bytes(name, ProofBundle.FILE_BYTES_MAX);
            if (document.isEmpty()) {
                documents.fail(name + " is not in the pack");
            } else {
                documents.check(
                        Hash.sha256(document.get()).equals(hash), name + " has another hash");
            }
        }
        if (all.unpublished() > 0) {
            documents.open(
                    "consents name %d documents whose publication is not in the pack"
                            .formatted(all.unpublished()));
        }
    }

    private void requireNoStrangers(PackFile pack) {
        Set<String> names = pack.names();
        names.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .limit(1)
                .forEach(name -> format.fail(name + " does not belong to a pack"));
        PackLayout.ALWAYS.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> format.fail(name + " is missing"));
    }
}
