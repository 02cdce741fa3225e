package dev.consentledger.api.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes a banner fit itself and the policy that it shows, beyond what its schema says. */
final class BannerChecks {

    /** The decisions that a button with an action may send. An acknowledgement decides nothing. */
    private static final Map<String, Set<String>> DECISIONS =
            Map.of(
                    "accept_all", Set.of("granted"),
                    "reject_all", Set.of("refused"),
                    "withdraw", Set.of("refused"),
                    "save", Set.of("granted", "refused", "as_chosen"),
                    "dismiss", Set.of("not_asked"),
                    "acknowledge", Set.of("not_asked"));

    private static final Set<String> ASKING = Set.of("opt_in", "opt_out");

    private final Branch banner;
    private final DocumentChecks checks;

    BannerChecks(YamlDocument document, Problems problems) {
        this.banner = Branch.root(document);
        this.checks = new DocumentChecks(document, problems);
    }

    /** Checks the banner by itself. */
    void run() {
        checks.times(banner);
        checks.languages(banner);
        layers();
        buttons();
        screenshots();
    }

    /** Checks the banner against a policy that it is to show. */
    void shows(Branch policy) {
        same(policy, "site", policy.text("site"), banner.text("site"));
        same(
                policy,
                "demonstration",
                String.valueOf(policy.bool("demonstration")),
                String.valueOf(banner.bool("demonstration")));
        Set<String> asking = asking(policy);
        kind(asking);
        categories(policy, asking);
    }

    private void same(Branch policy, String key, String wanted, String written) {
        if (!wanted.equals(written)) {
            checks.problem(
                    banner.at(key),
                    "the banner has %s: %s and its policy %s; write %1$s: %3$s."
                            .formatted(key, written, wanted));
        }
    }

    private static Set<String> asking(Branch policy) {
        return policy.branches("categories").stream()
                .filter(
                        category ->
                                category.branches("mechanisms").stream()
                                        .anyMatch(m -> ASKING.contains(m.text("mechanism"))))
                .map(category -> category.text("id"))
                .collect(Collectors.toSet());
    }

    private void kind(Set<String> asking) {
        String wanted = asking.isEmpty() ? "notice" : "consent";
        if (!banner.text("kind").equals(wanted)) {
            checks.problem(
                    "/kind",
                    "the policy %s; write kind: %s."
                            .formatted(
                                    asking.isEmpty()
                                            ? "asks for no consent"
                                            : "asks for consent (opt_in or opt_out)",
                                    wanted));
        }
    }

    private void layers() {
        List<Branch> layers = banner.branches("layers");
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).integer("layer") != i + 1) {
                checks.problem(
                        layers.get(i).at("layer"),
                        "layers are numbered in their order; write layer: " + (i + 1) + ".");
            }
        }
    }

    private void screenshots() {
        int layers = banner.branches("layers").size();
        for (Branch screenshot : banner.branches("screenshots")) {
            checks.time(screenshot, "takenAt");
            checks.known(
                    screenshot.at("language"),
                    "language",
                    screenshot.text("language"),
                    banner.texts("languages"));
            if (screenshot.integer("layer") > layers) {
                noSuchLayer(screenshot.at("layer"), screenshot.integer("layer"));
            }
        }
    }

    private void noSuchLayer(String pointer, int layer) {
        checks.problem(
                pointer,
                "there is no layer %d; write a number from 1 to %d."
                        .formatted(layer, banner.branches("layers").size()));
    }

    private void buttons() {
        Set<String> ids = new HashSet<>();
        for (Branch layer : banner.branches("layers")) {
            for (Branch button : layer.branches("buttons")) {
                if (!ids.add(button.text("id"))) {
                    checks.problem(
                            button.at("id"),
                            "the button id '%s' is there twice in the banner; give this one another."
                                    .formatted(button.text("id")));
                }
                opens(button);
                button.branch("decisions").ifPresent(d -> allowed(button.text("action"), d));
            }
        }
    }

    private void categories(Branch policy, Set<String> asking) {
        List<String> categories =
                policy.branches("categories").stream().map(c -> c.text("id")).toList();
        for (Branch layer : banner.branches("layers")) {
            for (Branch choice : layer.branches("choices")) {
                checks.known(
                        choice.at("category"), "category", choice.text("category"), categories);
            }
            for (Branch button : layer.branches("buttons")) {
                button.branch("decisions").ifPresent(d -> asked(d, categories, asking));
            }
        }
    }

    private void opens(Branch button) {
        int layers = banner.branches("layers").size();
        if (button.has("opens") && button.integer("opens") > layers) {
            noSuchLayer(button.at("opens"), button.integer("opens"));
        }
    }

    private void allowed(String action, Branch decisions) {
        Set<String> allowed = DECISIONS.get(action);
        for (String category : decisions.members().keySet()) {
            String decision = decisions.text(category);
            if (!allowed.contains(decision)) {
                checks.problem(
                        decisions.at(category),
                        "action %s does not go with '%s: %s'; write one of: %s."
                                .formatted(
                                        action,
                                        category,
                                        decision,
                                        NearestName.list(allowed.stream().sorted().toList())));
            }
        }
    }

    private void asked(Branch decisions, List<String> categories, Set<String> asking) {
        for (String category : decisions.members().keySet()) {
            checks.known(decisions.at(category), "category", category, categories);
            if (categories.contains(category) && !asking.contains(category)) {
                checks.problem(
                        decisions.at(category),
                        "nobody is asked about '%s'; remove it from the decisions."
                                .formatted(category));
            }
        }
    }
}
