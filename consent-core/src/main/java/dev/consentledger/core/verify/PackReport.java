package dev.consentledger.core.verify;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.pack.PackManifest;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.proof.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what was found in an audit pack, and what no audit pack can show. */
final class PackReport {

    private PackReport() {}

    static Report of(Path file, Trust trust, Terminal terminal, boolean quiet) {
        PackVerifier verifier = new PackVerifier(trust);
        List<Finding> findings = verifier.verify(file, terminal, quiet);
        Json.ObjBuilder facts = Json.object().put("entries", verifier.entries());
        List<String> sentences = new ArrayList<>();
        verifier.manifest()
                .ifPresent(
                        manifest -> {
                            facts.put("order", manifest.order().toJson());
                            sentences.add(about(manifest, verifier.entries()));
                        });
        sentences.add(
                "Not proved: that no entry of the site was left out. 'audit' of the whole log shows that.");
        return new Report("verify", findings, sentences, facts.build());
    }

    private static String about(PackManifest manifest, long entries) {
        String what =
                manifest.order().question() instanceof PackQuestion.Period period
                        ? "from %s to %s".formatted(period.from(), period.to())
                        : "about one person";
        return "This is an audit pack of %s, %s: %d entries, case %s."
                .formatted(manifest.order().site(), what, entries, manifest.order().reference());
    }
}
