package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.Verdict;
import dev.consentledger.core.tile.EntryBundle;
import java.util.List;
import java.util.Set;

/** Verifies one proof, offline. */
final class VerifyCommand implements Command {

    /** A note, and a header with extra data. */
    private static final int TLOG_PROOF_BYTES_MAX = SignedNote.BYTES_MAX + 200_000;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "verify one proof, offline";
    }

    @Override
    public String help() {
        return """
               verify [--trust FILE] [--json] PROOF.json
               verify [--trust FILE] [--json] ENTRY PROOF.tlog-proof

               Verifies that an entry is in a log: a proof that has its entry in it (JSON), or the
               entry's bytes in a file and a proof of C2SP tlog-proof. Says by when the entry
               existed, where a trusted witness has cosigned the checkpoint.

                 --trust FILE   the keys that you trust, as you got them from whom you trust;
                                without it a proof is only ever consistent with itself (exit 2)
                 --json         one JSON object instead of text

               Exit: 0 passed, 1 failed, 2 not established, 64 not called rightly.
               """;
    }

    @Override
    public Exit run(List<String> arguments, Terminal terminal) throws UsageError {
        Options options = Options.parse(arguments, Set.of("--trust"), Set.of());
        Trust trust =
                options.has("--trust") ? Inputs.trust(options.required("--trust")) : Trust.none();
        ProofVerifier verifier = new ProofVerifier(trust);
        List<String> files = options.rest();
        return switch (files.size()) {
            case 1 -> {
                byte[] proof = Inputs.read(files.get(0), EntryProof.BYTES_MAX);
                yield report(verifier.verifyEntryProof(proof))
                        .print(terminal, options.has(Options.JSON));
            }
            case 2 -> {
                byte[] entry = Inputs.read(files.get(0), EntryBundle.ENTRY_LENGTH_MAX);
                byte[] proof = Inputs.read(files.get(1), TLOG_PROOF_BYTES_MAX);
                yield report(verifier.verifyTlogProof(entry, proof))
                        .print(terminal, options.has(Options.JSON));
            }
            default -> throw new UsageError("expected PROOF.json, or ENTRY and PROOF.tlog-proof");
        };
    }

    private Report report(Verdict verdict) {
        List<Finding> findings = verdict.checks().stream().map(Finding::of).toList();
        Json.ObjBuilder facts = Json.object();
        verdict.earliest().ifPresent(signature -> facts.put("existedNoLaterThan", json(signature)));
        String sentence =
                verdict.earliest()
                        .map(
                                signature ->
                                        "The entry existed no later than %s, according to witness %s."
                                                .formatted(
                                                        signature.time().orElseThrow(),
                                                        signature.key().name()))
                        .orElse("By when the entry existed is not established.");
        return new Report(name(), findings, List.of(sentence), facts.build());
    }

    private static Json.Obj json(VerifiedSignature signature) {
        return Json.object()
                .put("time", signature.time().orElseThrow().toString())
                .put("witness", signature.key().name())
                .build();
    }
}
