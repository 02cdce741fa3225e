package dev.consentledger.core.verify;

import dev.consentledger.core.audit.Audit;
import dev.consentledger.core.audit.Faults;
import dev.consentledger.core.audit.Faults.Kind;
import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Audits the log under one checkpoint, and says what was found. Used once, by one thread. */
final class AuditedLog {

    private final LogReader reader;
    private final Checkpoint checkpoint;
    private final LongConsumer progress;
    private final Audit audit;

    /**
     * @param progress is told the number of entries after each bundle
     */
    AuditedLog(LogReader reader, Checkpoint checkpoint, LongConsumer progress) {
        this.reader = reader;
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.audit = new Audit(reader, checkpoint.size());
    }

    /** Goes through the log; what it has found until then is there even if reading ends early. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        boolean interrupted = false;
        Optional<Hash> root = Optional.empty();
        try {
            new ReadAhead(reader.readsAtOnce()).read(audit.pieces(), audit::read, this::use);
            root = audit.end();
        } catch (Unavailable e) {
            interrupted = true;
            findings.add(Finding.notEstablished("reading", e.getMessage()));
        }
        boolean all = !interrupted && audit.entries() == checkpoint.size();
        findings.add(bundlesFinding(all));
        findings.add(tilesFinding(all));
        findings.add(rootFinding(root));
        return findings;
    }

    Faults faults() {
        return audit.faults();
    }

    long entries() {
        return audit.entries();
    }

    /** Of entry bundles. */
    long bytes() {
        return audit.bytes();
    }

    private boolean use(Audit.Piece piece) {
        boolean goOn = audit.use(piece);
        progress.accept(audit.entries());
        return goOn;
    }

    private Finding bundlesFinding(boolean all) {
        long count = audit.faults().count(Kind.BUNDLE);
        if (count > 0) {
            return Finding.failed(
                    "bundles", "%d entry bundles are missing or wrong".formatted(count));
        }
        return all
                ? Finding.passed(
                        "bundles", "%d entries are there and whole".formatted(audit.entries()))
                : Finding.notEstablished(
                        "bundles", "%d entries were read".formatted(audit.entries()));
    }

    private Finding tilesFinding(boolean all) {
        long count = audit.faults().count(Kind.TILE);
        if (count > 0) {
            return Finding.failed(
                    "tiles", "%d tiles are missing or not those of the entries".formatted(count));
        }
        String compared = "%d tiles are those of the entries".formatted(audit.tiles());
        return all ? Finding.passed("tiles", compared) : Finding.notEstablished("tiles", compared);
    }

    private Finding rootFinding(Optional<Hash> root) {
        if (root.isEmpty()) {
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
