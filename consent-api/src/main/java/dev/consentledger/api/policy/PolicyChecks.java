package dev.consentledger.api.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a policy's parts fit each other and its file, beyond what its schema says. */
final class PolicyChecks {

    private static final String UNDECLARED = "undeclared";
    private static final String ELSEWHERE = "*";

    private final Branch policy;
    private final DocumentChecks checks;

    PolicyChecks(YamlDocument document, Problems problems) {
        this.policy = Branch.root(document);
        this.checks = new DocumentChecks(document, problems);
    }

    /** Checks the policy by itself. */
    void run() {
        checks.times(policy);
        date(policy.branch("dates").orElseThrow(), "stated");
        date(policy.branch("source").orElseThrow(), "readOn");
        checks.languages(policy);
        constructed();
        checks.uniqueIds(policy, "categories");
        policy.branches("categories").forEach(this::jurisdictions);
        references();
    }

    /** The controller is that of the site. */
    void controller(SiteSettings settings) {
        Branch controller = policy.branch("controller").orElseThrow();
        if (!controller.text("id").equals(settings.controller())) {
            checks.problem(
                    controller.at("id"),
                    "the controller is '%s' here and '%s' in the site's settings; write the same in both."
                            .formatted(controller.text("id"), settings.controller()));
        }
    }

    /** The policy is of {@code site}, and was read from the file of {@code version}. */
    void file(String site, String version) {
        if (!policy.text("site").equals(site)) {
            checks.problem(
                    "/site",
                    "the site is '%s' and the directory '%s'; write site: %2$s, or move the file."
                            .formatted(policy.text("site"), site));
        }
        if (!policy.text("version").equals(version)) {
            checks.problem(
                    "/version",
                    "the version is '%s' and the file '%s.yaml'; write version: \"%2$s\", or rename the file."
                            .formatted(policy.text("version"), version));
        }
    }

    private void date(Branch branch, String key) {
        String date = branch.text(key);
        try {
            if (!date.equals(UNDECLARED)) {
                LocalDate.parse(date);
            }
        } catch (DateTimeException e) {
            checks.problem(
                    branch.at(key), key + ": there is no such day; write one of the calendar.");
        }
    }

    private void constructed() {
        boolean constructed =
                policy.branch("source").orElseThrow().text("use").equals("constructed");
        if (constructed != policy.bool("demonstration")) {
            checks.problem(
                    "/demonstration",
                    "a constructed version is a demonstration and a read one is not; write demonstration: %s, or another source.use."
                            .formatted(constructed));
        }
    }

    private void jurisdictions(Branch category) {
        Set<String> seen = new HashSet<>();
        for (Branch mechanism : category.branches("mechanisms")) {
            for (String code : mechanism.texts("jurisdictions")) {
                if (!seen.add(code)) {
                    checks.problem(
                            mechanism.at("jurisdictions"),
                            "category '%s' names the jurisdiction '%s' twice; keep one."
                                    .formatted(category.text("id"), code));
                }
            }
        }
        if (!seen.contains(ELSEWHERE)) {
            checks.problem(
                    category.at("mechanisms"),
                    "category '%s' has no mechanism for other places; add one with jurisdictions: [\"*\"]."
                            .formatted(category.text("id")));
        }
    }

    private void references() {
        List<String> categories =
                policy.branches("categories").stream().map(c -> c.text("id")).toList();
        Set<String> items = checks.uniqueIds(policy, "items");
        Set<String> parties = checks.uniqueIds(policy, "thirdParties");
        checks.uniqueIds(policy, "claims");
        for (Branch item : policy.branches("items")) {
            checks.known(item.at("category"), "category", item.text("category"), categories);
            Branch recipients = item.branch("recipients").orElseThrow();
            each(recipients, "parties", "third party", parties);
        }
        policy.branches("thirdParties").forEach(party -> each(party, "items", "item", items));
        policy.branches("hosts").forEach(host -> each(host, "stores", "item", items));
        policy.branches("claims").forEach(claim -> each(claim, "about", "item", items));
        String identifier = policy.text("consentIdentifier");
        if (!identifier.equals(UNDECLARED)) {
            checks.known("/consentIdentifier", "item", identifier, items);
        }
    }

    private void each(Branch owner, String key, String what, Set<String> known) {
        owner.texts(key).forEach(name -> checks.known(owner.at(key), what, name, known));
    }
}
