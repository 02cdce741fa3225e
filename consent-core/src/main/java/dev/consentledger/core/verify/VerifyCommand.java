package dev.consentledger.core.verify;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.Verdict;
import dev.consentledger.core.tile.EntryBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies a proof of consent, or the proof of one entry, offline. */
final class VerifyCommand implements Command {

    /** A note, and a header with extra data. */
    private static final int TLOG_PROOF_BYTES_MAX = SignedNote.BYTES_MAX + 200_000;

    private static final String QUIET = "--quiet";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "verify a proof of consent, an audit pack, or one entry, offline";
    }

    @Override
    public String help() {
        return """
               verify [--trust FILE] [--json] BUNDLE.zip
               verify [--trust FILE] [--json] [--quiet] PACK.zip
               verify [--trust FILE] [--json] PROOF.json
               verify [--trust FILE] [--json] ENTRY PROOF.tlog-proof

               Verifies a proof of consent with all its files (ZIP), an audit pack with its many
               entries (ZIP, of any size), or that one entry is in a log:
               a proof that has its entry in it (JSON), or the entry's bytes in a file and a
               proof of C2SP tlog-proof. Says by when the entry existed, where a trusted witness
               has cosigned the checkpoint. No key in a bundle is believed.

                 --trust FILE   the keys that you trust, as you got them from whom you trust;
                                without it a proof is only ever consistent with itself (exit 2)
                 --json         one JSON object instead of text
                 --quiet        no progress on the standard error

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options = Options.parse(arguments, Set.of("--trust"), Set.of(QUIET));
        Trust trust =
                options.has("--trust") ? Inputs.trust(options.required("--trust")) : Trust.none();
        List<String> files = options.rest();
        return switch (files.size()) {
            case 1 ->
                    PackFile.isPack(Inputs.path(files.get(0)))
                            ? PackReport.of(
                                            Inputs.path(files.get(0)),
                                            trust,
                                            terminal,
                                            options.has(QUIET))
                                    .print(terminal, options.has(Options.JSON))
                            : reportOf(files.get(0), trust)
                                    .print(terminal, options.has(Options.JSON));
            case 2 -> {
                byte[] entry = Inputs.read(files.get(0), EntryBundle.ENTRY_LENGTH_MAX);
                byte[] proof = Inputs.read(files.get(1), TLOG_PROOF_BYTES_MAX);
                yield report(new ProofVerifier(trust).verifyTlogProof(entry, proof))
                        .print(terminal, options.has(Options.JSON));
            }
            default ->
                    throw new UsageError(
                            "expected BUNDLE.zip, PROOF.json, or ENTRY and PROOF.tlog-proof");
        };
    }

    /** A bundle and a proof as JSON are told apart by their bytes: a name says nothing. */
    private Report reportOf(String file, Trust trust) throws UsageError {
        byte[] bytes = Inputs.read(file, ProofBundle.BYTES_MAX);
        if (ZipReader.isZip(bytes)) {
            return report(new BundleVerifier(trust).verify(bytes));
        }
        if (bytes.length > EntryProof.BYTES_MAX) {
            throw new UsageError("%s has more than %d bytes".formatted(file, EntryProof.BYTES_MAX));
        }
        return report(new ProofVerifier(trust).verifyEntryProof(bytes));
    }

    private Report report(Verdict verdict) {
        List<Finding> findings = verdict.checks().stream().map(Finding::of).toList();
        return report(findings, verdict.earliest(), Optional.empty());
    }

    private Report report(BundleVerifier.Result result) {
        return report(result.findings(), result.earliest(), result.consent());
    }

    private Report report(
            List<Finding> findings,
            Optional<VerifiedSignature> earliest,
            Optional<ConsentEntry> consent) {
        Json.ObjBuilder facts = Json.object();
        List<String> sentences = new ArrayList<>();
        consent.ifPresent(
                entry -> {
                    facts.put("eventId", entry.eventId().toString()).put("site", entry.site());
                    sentences.add(
                            "This is about the event %s of %s."
                                    .formatted(entry.eventId(), entry.site()));
                });
        earliest.ifPresent(signature -> facts.put("existedNoLaterThan", json(signature)));
        sentences.add(
                earliest.map(
                                signature ->
                                        "The entry existed no later than %s, according to witness %s."
                                                .formatted(
                                                        signature.time().orElseThrow(),
                                                        signature.key().name()))
                        .orElse("By when the entry existed is not established."));
        return new Report(name(), findings, sentences, facts.build());
    }

    private static Json.Obj json(VerifiedSignature signature) {
        return Json.object()
                .put("time", signature.time().orElseThrow().toString())
                .put("witness", signature.key().name())
                .build();
    }
}
