package dev.consentledger.reporting.proof;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import java.util.ArrayList;
import java.util.List;

/** What was checked, and what even a record without fault does not prove. */
record CheckSections(ProofOfConsent proof) {

    Section checks() {
        List<Block> blocks = new ArrayList<>();
        byte[] entry = proof.consent().bytes();
        blocks.add(
                new Block.Facts(
                        List.of(
                                new Block.Fact("SHA-256 of the entry", Hash.sha256(entry).toHex()),
                                new Block.Fact("Its leaf hash", TreeHash.leaf(entry).toHex()))));
        List<List<String>> rows = new ArrayList<>();
        for (CheckResult check : proof.checks()) {
            rows.add(List.of(check.name().title(), check.outcome().term(), check.why()));
        }
        blocks.add(new Block.Table(List.of("Check", "Result", "Why"), rows));
        blocks.add(
                new Block.Sentence(
                        "The checks were made by the ledger's own service, with the keys that it hands out itself."
                                + " Who does not want to believe it repeats them from the bundle, with keys that come"
                                + " from elsewhere."));
        return new Section("Checks", blocks);
    }

    Section doesNotProve() {
        return new Section(
                "What this does not prove",
                List.of(
                        new Block.Sentence(
                                "That a human clicked: the record shows what a browser sent."),
                        new Block.Sentence("That the site's scripts and tags obeyed the choice."),
                        new Block.Sentence(
                                "That the consent was valid in law: informed, free, specific and unambiguous."),
                        new Block.Sentence(
                                "That the site showed the text as it was published, and that the clocks were right.")));
    }
}
