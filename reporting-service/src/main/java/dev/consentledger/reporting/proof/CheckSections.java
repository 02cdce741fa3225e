package dev.consentledger.reporting.proof;

import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import java.util.ArrayList;
import java.util.List;

/** What was checked, and what even a record without fault does not prove. */
record CheckSections(ProofOfConsent proof) {

    Section checks() {
        List<Block> blocks = new ArrayList<>();
        String leaf = TreeHash.leaf(proof.consent().bytes()).toHex();
        blocks.add(new Block.Facts(List.of(new Block.Fact("Leaf hash", leaf))));
        List<List<String>> rows = new ArrayList<>();
        for (CheckResult check : proof.checks()) {
            rows.add(List.of(check.name().title(), check.outcome().term(), check.why()));
        }
        blocks.add(new Block.Table(List.of("Check", "Result", "Why"), rows));
        blocks.add(
                new Block.Sentence(
                        "These checks were made by the ledger's own service, with its own keys. To check without"
                                + " it, take the bundle, and keys that come from elsewhere."));
        return new Section("Checks", blocks);
    }

    Section doesNotProve() {
        return new Section(
                "What this does not prove",
                List.of(
                        new Block.Sentence(
                                "That a human clicked: the record shows what a browser sent."
                                        + " That the site's scripts and tags obeyed the choice."
                                        + " That the consent was valid in law: informed, free, specific and unambiguous."
                                        + " That the site showed the text as it was published, and that the clocks were right.")));
    }
}
