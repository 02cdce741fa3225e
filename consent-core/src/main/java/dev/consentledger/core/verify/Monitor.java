package dev.consentledger.core.verify;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.core.tile.MissingTile;
import dev.consentledger.core.tile.TileHashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows one log: each checkpoint has to be signed, and consistent with the last one that was
 * remembered. What it alarms about is never remembered, so that it alarms again. For one thread.
 */
final class Monitor {

    private static final String CHECKPOINT = "checkpoint";
    private static final String CONSISTENCY = "consistency";
    private static final int NAME_LENGTH = 16;

    private final LogReader reader;
    private final CheckpointVerifier verifier;
    private final Path state;

    Monitor(LogReader reader, CheckpointVerifier verifier, Path state) {
        this.reader = reader;
        this.verifier = verifier;
        this.state = state;
    }

    /**
     * Looks once.
     *
     * @throws Unavailable where log or state cannot be read or written
     */
    Report look() {
        Optional<SignedCheckpoint> remembered = remembered();
        Optional<SignedCheckpoint> served;
        try {
            served = reader.checkpoint();
        } catch (MalformedCheckpoint e) {
            return report(List.of(Finding.failed(CHECKPOINT, e.getMessage())), Optional.empty());
        }
        if (served.isEmpty()) {
            return report(
                    List.of(Finding.notEstablished(CHECKPOINT, "none is served")),
                    Optional.empty());
        }
        return look(remembered, served.get());
    }

    /** Whether the log has contradicted itself, by its own signature. */
    static boolean isAlarm(Report report) {
        return report.findings().stream()
                .anyMatch(
                        finding ->
                                finding.name().equals(CONSISTENCY)
                                        && finding.outcome() == Outcome.FAILED);
    }

    private Report look(Optional<SignedCheckpoint> remembered, SignedCheckpoint served) {
        Checkpoint now = served.checkpoint();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.passed(
                        CHECKPOINT,
                        "%d entries of the log %s".formatted(now.size(), now.origin())));
        CheckpointVerifier.Signatures signatures = verifier.verify(served);
        findings.add(Finding.of(signatures.logSignature()));
        findings.add(Finding.of(signatures.witnesses()));
        if (!signatures.byTheLog()) {
            // Not the log's word: it neither counts against the log nor is it remembered.
            findings.add(Finding.notEstablished(CONSISTENCY, "the log has not signed this"));
            return report(findings, Optional.of(now));
        }
        Finding consistency =
                remembered
                        .map(last -> consistency(last.checkpoint(), now))
                        .orElse(Finding.passed(CONSISTENCY, "this is the first look"));
        findings.add(consistency);
        switch (consistency.outcome()) {
            case PASSED -> remember(remembered, served);
            case FAILED -> keepEvidence(remembered.orElseThrow(), served);
            case NOT_ESTABLISHED -> {}
        }
        return report(findings, Optional.of(now));
    }

    private Finding consistency(Checkpoint last, Checkpoint now) {
        if (!last.origin().equals(now.origin())) {
            return Finding.failed(
                    CONSISTENCY, "what was remembered is of the log " + last.origin());
        }
        if (now.size() < last.size()) {
            return Finding.failed(
                    CONSISTENCY,
                    "the log has shrunk: %d entries were remembered".formatted(last.size()));
        }
        if (now.size() == last.size()) {
            return now.root().equals(last.root())
                    ? Finding.passed(CONSISTENCY, "the log has not grown")
                    : Finding.failed(
                            CONSISTENCY,
                            "another root was remembered for the same %d entries"
                                    .formatted(now.size()));
        }
        if (last.size() == 0) {
            return Finding.passed(CONSISTENCY, "the log was empty before");
        }
        return grown(last, now);
    }

    private Finding grown(Checkpoint last, Checkpoint now) {
        TileHashes tiles = new TileHashes(now.size(), reader::tiles);
        try {
            // What the beginning is, as the tiles have it; the proof binds it to the new root. So
            // tiles that are wrong are not taken for a log that has broken its word.
            Hash beginning = TreeHash.root(last.size(), tiles);
            List<Hash> proof = Consistency.path(last.size(), now.size(), tiles);
            if (!Consistency.verify(last.size(), now.size(), proof, beginning, now.root())) {
                return Finding.notEstablished(
                        CONSISTENCY, "the tiles that are served are not those of the checkpoint");
            }
            return beginning.equals(last.root())
                    ? Finding.passed(
                            CONSISTENCY,
                            "the %d entries that were remembered are its beginning"
                                    .formatted(last.size()))
                    : Finding.failed(
                            CONSISTENCY,
                            "the %d entries that were remembered are not its beginning"
                                    .formatted(last.size()));
        } catch (MissingTile e) {
            return Finding.notEstablished(
                    CONSISTENCY, "a tile that shows it is not served, " + e.getMessage());
        }
    }

    private Optional<SignedCheckpoint> remembered() {
        Optional<byte[]> bytes = SafeFile.read(state);
        try {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(SignedCheckpoint.parse(bytes.get()));
        } catch (MalformedCheckpoint e) {
            throw new Unavailable(state + " is damaged: restore it, or begin anew without it");
        }
    }

    private void remember(Optional<SignedCheckpoint> remembered, SignedCheckpoint served) {
        if (!remembered.equals(Optional.of(served))) {
            SafeFile.replace(state, served.toBytes());
        }
    }

    private void keepEvidence(SignedCheckpoint remembered, SignedCheckpoint served) {
        SafeFile.createFolder(evidence());
        for (SignedCheckpoint signed : List.of(remembered, served)) {
            Checkpoint checkpoint = signed.checkpoint();
            String root = checkpoint.root().toHex().substring(0, NAME_LENGTH);
            SafeFile.replace(
                    evidence().resolve("%d-%s.checkpoint".formatted(checkpoint.size(), root)),
                    signed.toBytes());
        }
    }

    private Path evidence() {
        return state.resolveSibling(state.getFileName() + ".evidence");
    }

    private Report report(List<Finding> findings, Optional<Checkpoint> now) {
        Json.ObjBuilder facts = Json.object();
        now.ifPresent(
                checkpoint ->
                        facts.put("origin", checkpoint.origin())
                                .put("size", Report.number(checkpoint.size()))
                                .put("root", Base64Text.of(checkpoint.root())));
        boolean alarm =
                findings.stream()
                        .anyMatch(
                                finding ->
                                        finding.name().equals(CONSISTENCY)
                                                && Exit.of(finding.outcome()) == Exit.FAILED);
        if (alarm) {
            facts.put("evidence", evidence().toString());
        }
        return new Report(
                "monitor",
                findings,
                alarm
                        ? List.of(
                                "ALARM: keep both checkpoints, and show them to others: "
                                        + evidence())
                        : List.of(),
                facts.build());
    }
}
