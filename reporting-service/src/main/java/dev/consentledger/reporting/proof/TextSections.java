package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.reporting.proof.RecordInWords.Section;
import dev.consentledger.reporting.proof.ShownBanner.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the visitor was told, and what they could press and did. */
record TextSections(ProofOfConsent proof, ShownTexts texts) {

    Section told() {
        ConsentEntry consent = proof.consent().entry();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Sentence(version("policy", consent.policy(), proof.policy())));
        texts.policy()
                .ifPresentOrElse(
                        it -> addPolicy(it, blocks),
                        () -> addUnreadable("policy", proof.policy(), blocks));
        addDoubt(CheckName.POLICY_DOCUMENT, blocks);
        blocks.add(new Block.Sentence(version("banner", consent.banner(), proof.banner())));
        texts.banner()
                .ifPresentOrElse(
                        it -> addBanner(it, blocks),
                        () -> addUnreadable("banner", proof.banner(), blocks));
        addDoubt(CheckName.BANNER_DOCUMENT, blocks);
        return new Section("What the visitor was told", blocks);
    }

    Section choice() {
        ConsentEntry consent = proof.consent().entry();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Sentence("The visitor %s.".formatted(Words.action(consent.action()))));
        texts.banner().ifPresent(it -> addButtons(it, consent, blocks));
        if (consent.action() == Action.IMPLIED) {
            texts.policy()
                    .flatMap(ShownPolicy::implied)
                    .ifPresent(it -> blocks.add(new Block.Sentence(it)));
        }
        if (consent.decisions().isEmpty()) {
            blocks.add(new Block.Sentence("There was no category to decide about."));
        } else {
            blocks.add(decisions(consent));
        }
        return new Section("What the visitor did", blocks);
    }

    private Block decisions(ConsentEntry consent) {
        List<List<String>> rows = new ArrayList<>();
        consent.decisions()
                .forEach(
                        (id, decided) ->
                                rows.add(
                                        List.of(
                                                texts.policy()
                                                        .flatMap(it -> it.category(id))
                                                        .map(it -> it.category().name())
                                                        .orElse(id),
                                                Words.decision(decided.decision()),
                                                Words.mechanism(decided.mechanism()),
                                                decided.signal().term())));
        return new Block.Table(
                List.of("Category", "Decision", "Basis and mechanism", "Decided by"), rows);
    }

    private static String version(
            String what, Optional<DocumentReference> named, Optional<Publication> published) {
        if (named.isEmpty()) {
            return "The consent names no version of a %s.".formatted(what);
        }
        String version = named.get().version();
        if (published.isEmpty()) {
            return "The consent names the version %s of the %s, which has not been published: what was shown is not known."
                    .formatted(version, what);
        }
        return "The version %s of the %s, SHA-256 %s."
                .formatted(version, what, published.get().documentHash().toHex());
    }

    private static void addUnreadable(
            String what, Optional<Publication> published, List<Block> blocks) {
        if (published.isPresent()) {
            blocks.add(
                    new Block.Warning(
                            "The %s's document that is kept cannot be read.".formatted(what)));
        }
    }

    private void addDoubt(CheckName name, List<Block> blocks) {
        boolean wrong =
                proof.checks().stream()
                        .anyMatch(c -> c.name() == name && c.outcome() == Outcome.FAILED);
        if (wrong) {
            blocks.add(new Block.Warning("This is not the text of the consent: see the checks."));
        }
    }

    private static void addPolicy(ShownPolicy policy, List<Block> blocks) {
        ShownLanguage language = policy.language();
        blocks.add(new Block.Sentence(given(language)));
        String text = policy.summary() + "\n" + policy.control();
        blocks.add(new Block.Quote(policy.title(), text, language.tag()));
    }

    private static void addBanner(ShownBanner banner, List<Block> blocks) {
        ShownLanguage language = banner.language();
        blocks.add(new Block.Sentence(given(language)));
        for (ShownBanner.Layer layer : banner.layers()) {
            List<String> lines = new ArrayList<>();
            lines.add(layer.text());
            if (!layer.switches().isEmpty()) {
                lines.add(
                        layer.switches().stream()
                                .map(TextSections::describe)
                                .collect(Collectors.joining("   ")));
            }
            lines.add(
                    layer.buttons().stream()
                            .map(button -> "[" + button.label() + "]")
                            .collect(Collectors.joining("   ")));
            blocks.add(
                    new Block.Quote(
                            "Layer %d: %s".formatted(layer.number(), layer.title()),
                            String.join("\n", lines),
                            language.tag()));
        }
    }

    private static String describe(ShownBanner.Switch choice) {
        String standing =
                choice.locked() ? "always on" : choice.preselected() ? "on before touched" : "off";
        return "%s (%s)".formatted(choice.label(), standing);
    }

    private static String given(ShownLanguage language) {
        return "In %s: %s.".formatted(language.words(), language.reason().words());
    }

    private static void addButtons(ShownBanner banner, ConsentEntry consent, List<Block> blocks) {
        List<Placed> pressed = banner.sending(consent.action(), consent.layer());
        if (pressed.isEmpty()) {
            blocks.add(
                    new Block.Sentence(
                            "The banner has no button for that: it was sent without one."));
        } else {
            String labels =
                    pressed.stream().map(TextSections::label).collect(Collectors.joining(" or "));
            blocks.add(
                    new Block.Sentence(
                            pressed.size() == 1
                                    ? "The button was %s.".formatted(labels)
                                    : "The button was %s; which of them is not recorded."
                                            .formatted(labels)));
        }
        List<String> others =
                banner.layers().stream()
                        .flatMap(it -> it.buttons().stream().map(b -> new Placed(it, b)))
                        .filter(it -> !pressed.contains(it))
                        .map(TextSections::label)
                        .toList();
        blocks.add(
                new Block.Sentence(
                        others.isEmpty()
                                ? "There was no other button."
                                : "The alternatives were %s."
                                        .formatted(String.join(", ", others))));
    }

    private static String label(Placed placed) {
        return "“%s” on layer %d".formatted(placed.button().label(), placed.layer().number());
    }
}
