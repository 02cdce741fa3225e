package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.DocumentReference;
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
        blocks.add(
                new Block.Sentence(
                        version(
                                "policy",
                                consent.policy(),
                                proof.policy(),
                                texts.policy().map(ShownPolicy::language))));
        texts.policy()
                .ifPresentOrElse(
                        it -> addPolicy(it, blocks),
                        () -> addNotShown(CheckName.POLICY_DOCUMENT, proof.policy(), blocks));
        blocks.add(
                new Block.Sentence(
                        version(
                                "banner",
                                consent.banner(),
                                proof.banner(),
                                texts.banner().map(ShownBanner::language))));
        texts.banner()
                .ifPresentOrElse(
                        it -> addBanner(it, blocks),
                        () -> addNotShown(CheckName.BANNER_DOCUMENT, proof.banner(), blocks));
        return new Section("What the visitor was told", blocks);
    }

    Section choice() {
        ConsentEntry consent = proof.consent().entry();
        List<Block> blocks = new ArrayList<>();
        StringBuilder did = new StringBuilder();
        did.append("The visitor %s.".formatted(Words.action(consent.action())));
        texts.banner().ifPresent(it -> did.append(buttons(it, consent)));
        if (consent.action() == Action.IMPLIED) {
            texts.policy()
                    .flatMap(ShownPolicy::implied)
                    .ifPresent(it -> did.append(' ').append(it));
        }
        if (consent.decisions().isEmpty()) {
            did.append(" There was no category to decide about.");
        }
        blocks.add(new Block.Sentence(did.toString()));
        if (!consent.decisions().isEmpty()) {
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
            String what,
            Optional<DocumentReference> named,
            Optional<Publication> published,
            Optional<ShownLanguage> language) {
        if (named.isEmpty()) {
            return "The consent names no version of a %s.".formatted(what);
        }
        String version = named.get().version();
        if (published.isEmpty()) {
            return "The consent names the version %s of the %s, which has not been published: what was shown is not known."
                    .formatted(version, what);
        }
        return "The %s, version %s%s; SHA-256 %s."
                .formatted(
                        what,
                        version,
                        language.map(it -> " in %s, %s".formatted(it.words(), it.reason().words()))
                                .orElse(""),
                        published.get().documentHash().toHex());
    }

    private void addNotShown(
            CheckName document, Optional<Publication> published, List<Block> blocks) {
        if (published.isPresent()) {
            blocks.add(
                    new Block.Warning(
                            ShownTexts.isTheConsents(proof, document)
                                    ? "The document that is kept cannot be read."
                                    : "The document that is kept is not that of the consent, and is not shown here: see the checks."));
        }
    }

    private static void addPolicy(ShownPolicy policy, List<Block> blocks) {
        ShownLanguage language = policy.language();
        String text = policy.summary() + "\n" + policy.control();
        blocks.add(new Block.Quote(policy.title(), text, language.tag()));
    }

    private static void addBanner(ShownBanner banner, List<Block> blocks) {
        ShownLanguage language = banner.language();
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

    private static String buttons(ShownBanner banner, ConsentEntry consent) {
        List<Placed> pressed = banner.sending(consent.action(), consent.layer());
        List<String> others =
                banner.layers().stream()
                        .flatMap(it -> it.buttons().stream().map(b -> new Placed(it, b)))
                        .filter(it -> !pressed.contains(it))
                        .map(TextSections::label)
                        .toList();
        return pressed(pressed)
                + (others.isEmpty()
                        ? " There was no other button."
                        : " What could be pressed instead: %s."
                                .formatted(String.join(", ", others)));
    }

    private static String pressed(List<Placed> pressed) {
        String labels =
                pressed.stream().map(TextSections::label).collect(Collectors.joining(" or "));
        return switch (pressed.size()) {
            case 0 -> " The banner has no button for that.";
            case 1 -> " The button pressed was %s.".formatted(labels);
            default ->
                    " The button pressed was %s; which of them is not recorded.".formatted(labels);
        };
    }

    private static String label(Placed placed) {
        return "“%s” on layer %d".formatted(placed.button().label(), placed.layer().number());
    }
}
