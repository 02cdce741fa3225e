package dev.consentledger.core.verify;

import dev.consentledger.core.audit.Faults;
import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.text.Base64Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies a whole log. */
final class AuditCommand implements Command {

    private static final String TRUST = "--trust";
    private static final String ORIGIN = "--origin";
    private static final String BEARER_FILE = "--bearer-file";
    private static final String QUIET = "--quiet";

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String summary() {
        return "verify a whole log, from a server or a folder";
    }

    @Override
    public String help() {
        return """
               audit [--trust FILE] [--origin ORIGIN] [--bearer-file FILE] [--quiet] [--json]
                     URL | FOLDER

               Reads one log in the layout of C2SP tlog-tiles: its checkpoint, every entry, every
               tile. Hashes the entries, makes all tiles again, compares them with those that are
               served, and the root with the checkpoint's. Says of every fault where it is.

                 --trust FILE         the keys that you trust; without it the log is only ever
                                      consistent with itself (exit 2)
                 --origin ORIGIN      the log that it has to be; else any that is trusted
                 --bearer-file FILE   a token, sent for entry bundles only
                 --quiet              no progress on the standard error
                 --json               one JSON object instead of text

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options =
                Options.parse(arguments, Set.of(TRUST, ORIGIN, BEARER_FILE), Set.of(QUIET));
        Trust trust = options.has(TRUST) ? Inputs.trust(options.required(TRUST)) : Trust.none();
        String place = options.only("URL or FOLDER");
        LogReader reader = new LogReader(Places.of(place, options.value(BEARER_FILE), terminal));
        return audit(reader, new CheckpointVerifier(trust, "the log"), options, terminal)
                .print(terminal, options.has(Options.JSON));
    }

    private Report audit(
            LogReader reader, CheckpointVerifier verifier, Options options, Terminal terminal) {
        Optional<SignedCheckpoint> read;
        try {
            read = reader.checkpoint();
        } catch (MalformedCheckpoint e) {
            return unusable(Finding.failed("checkpoint", e.getMessage()));
        }
        if (read.isEmpty()) {
            return unusable(Finding.notEstablished("checkpoint", "none is served"));
        }
        Checkpoint checkpoint = read.get().checkpoint();
        List<Finding> findings = new ArrayList<>();
        findings.add(checkpoint(checkpoint, options.value(ORIGIN)));
        CheckpointVerifier.Signatures signatures = verifier.verify(read.get());
        findings.add(Finding.of(signatures.logSignature()));
        findings.add(Finding.of(signatures.witnesses()));
        Progress progress = new Progress(terminal, checkpoint.size(), options.has(QUIET));
        AuditedLog audit = new AuditedLog(reader, checkpoint, progress::at);
        findings.addAll(audit.run());
        return report(checkpoint, findings, audit, progress.milliseconds());
    }

    private static Finding checkpoint(Checkpoint checkpoint, Optional<String> origin) {
        String what = "%d entries of the log %s".formatted(checkpoint.size(), checkpoint.origin());
        return origin.filter(wanted -> !wanted.equals(checkpoint.origin())).isEmpty()
                ? Finding.passed("checkpoint", what)
                : Finding.failed("checkpoint", what + ", which is not " + origin.orElseThrow());
    }

    private Report unusable(Finding checkpoint) {
        return new Report(name(), List.of(checkpoint), List.of(), Json.object().build());
    }

    private Report report(
            Checkpoint checkpoint, List<Finding> findings, AuditedLog audit, long milliseconds) {
        Faults faults = audit.faults();
        long perSecond = Progress.perSecond(audit.entries(), milliseconds);
        List<String> sentences = new ArrayList<>();
        faults.kept().forEach(fault -> sentences.add("Fault: " + fault.line()));
        if (faults.count() > faults.kept().size()) {
            sentences.add("and %d more faults.".formatted(faults.count() - faults.kept().size()));
        }
        sentences.add(
                "Read %d entries of %d bytes in all in %.1f s: %d entries/s."
                        .formatted(
                                audit.entries(), audit.bytes(), milliseconds / 1000.0, perSecond));
        Json.Obj facts =
                Json.object()
                        .put("origin", checkpoint.origin())
                        .put("size", Report.number(checkpoint.size()))
                        .put("root", Base64Text.of(checkpoint.root()))
                        .put("entries", audit.entries())
                        .put("bytes", audit.bytes())
                        .put("milliseconds", milliseconds)
                        .put("entriesPerSecond", perSecond)
                        .put("faultsTotal", faults.count())
                        .put(
                                "faults",
                                new Json.Arr(
                                        faults.kept().stream().map(Faults.Fault::toJson).toList()))
                        .build();
        return new Report(name(), findings, sentences, facts);
    }
}
