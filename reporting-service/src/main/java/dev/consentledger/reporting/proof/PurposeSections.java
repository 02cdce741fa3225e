package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.Words.UNDECLARED;
import static dev.consentledger.reporting.proof.Words.orUndeclared;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Category.Rule;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import dev.consentledger.reporting.proof.ShownPolicy.ShownCategory;
import dev.consentledger.reporting.proof.ShownPolicy.ThirdParty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was to be stored, what for, on which basis, and who receives it. */
record PurposeSections(ProofOfConsent proof, ShownTexts texts) {

    private static final String TITLE = "Purposes, storage and recipients";

    Section purposes() {
        if (texts.policy().isEmpty()) {
            return new Section(
                    TITLE,
                    List.of(
                            new Block.Sentence(
                                    "Not known: there is no text of the policy that the consent names.")));
        }
        ShownPolicy policy = texts.policy().get();
        List<Block> blocks = new ArrayList<>();
        blocks.add(categories(policy));
        blocks.add(items(policy));
        addThirdParties(policy, blocks);
        return new Section(TITLE, blocks);
    }

    private Block categories(ShownPolicy policy) {
        List<List<String>> rows = new ArrayList<>();
        for (ShownCategory category : policy.categories()) {
            rows.add(
                    List.of(
                            category.category().name(),
                            category.text(),
                            basis(category),
                            declaredBy(category)));
        }
        return new Block.Table(
                List.of("Category", "Purpose", "Basis and mechanism", "Said by"), rows);
    }

    /** What held for this visitor. */
    private String basis(ShownCategory category) {
        ConsentEntry consent = proof.consent().entry();
        String jurisdiction = consent.jurisdiction().code();
        Mechanism mechanism = category.category().mechanism(jurisdiction);
        return Words.mechanism(mechanism)
                + category.category()
                        .rule(jurisdiction)
                        .flatMap(Rule::exemption)
                        .map(it -> it.equals(UNDECLARED) ? "; why is undeclared" : ". " + it)
                        .orElse("");
    }

    /** Whose word the basis is. */
    private String declaredBy(ShownCategory category) {
        return category.rule(proof.consent().entry().jurisdiction().code())
                .map(rule -> rule.byTheSite() ? "site" : "operator")
                .orElse(UNDECLARED);
    }

    private static Block items(ShownPolicy policy) {
        List<List<String>> rows = new ArrayList<>();
        for (ShownItem item : policy.items()) {
            rows.add(
                    List.of(
                            item.name(),
                            policy.category(item.category())
                                    .map(it -> it.category().name())
                                    .orElse(item.category()),
                            Words.technology(item.technology()),
                            item.purpose(),
                            Words.lifetime(item.lifetime()),
                            Words.recipients(item.recipients())));
        }
        return new Block.Table(
                List.of("Storage item", "Category", "Kind", "Purpose", "Kept", "Recipients"), rows);
    }

    private static void addThirdParties(ShownPolicy policy, List<Block> blocks) {
        Optional<List<ThirdParty>> parties = policy.thirdParties();
        if (parties.isEmpty()) {
            blocks.add(new Block.Sentence("Whether there are third parties is undeclared."));
            return;
        }
        if (parties.get().isEmpty()) {
            blocks.add(new Block.Sentence("Third parties: none, as the site says."));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (ThirdParty party : parties.get()) {
            rows.add(
                    List.of(
                            party.name(),
                            orUndeclared(party.service()),
                            relation(party),
                            orUndeclared(party.privacyPolicy())));
        }
        blocks.add(
                new Block.Table(
                        List.of("Third party", "Service", "What it does", "Its privacy policy"),
                        rows));
    }

    private static String relation(ThirdParty party) {
        String what =
                switch (party.relation()) {
                    case "stores_for_the_site" -> "stores for the site";
                    case "stores_its_own" -> "stores by its own decision";
                    case "receives_only" -> "only receives";
                    default -> Words.plain(party.relation());
                };
        return party.certainty().filter("possible"::equals).isPresent()
                ? what + " (possibly)"
                : what;
    }
}
