package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Change.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** How the rules of a category differ in two versions, jurisdiction by jurisdiction. */
final class RuleChanges {

    /** The rule for all others stands last. */
    private static final Comparator<String> ORDER =
            Comparator.comparing((String code) -> code.equals(Jurisdictions.EVERYWHERE))
                    .thenComparing(Comparator.naturalOrder());

    private static final String UNDECLARED = "undeclared";

    private final Category before;
    private final Category after;

    RuleChanges(Category before, Category after) {
        this.before = before;
        this.after = after;
    }

    List<Change> all() {
        List<Change> changes = new ArrayList<>();
        changes.addAll(of(What.MECHANISM_CHANGED, RuleChanges::mechanism));
        changes.addAll(of(What.VALIDITY_CHANGED, RuleChanges::validity));
        changes.addAll(of(What.EXEMPTION_CHANGED, RuleChanges::exemption));
        return changes;
    }

    /** Every jurisdiction that a rule of one of these categories names. */
    static SortedSet<String> jurisdictions(Category... categories) {
        SortedSet<String> codes = new TreeSet<>(ORDER);
        for (Category category : categories) {
            category.rules().forEach(rule -> codes.addAll(rule.jurisdictions()));
        }
        return codes;
    }

    /** For people. */
    static String words(Iterable<String> codes) {
        List<String> words = new ArrayList<>();
        codes.forEach(code -> words.add(code.equals(Jurisdictions.EVERYWHERE) ? "others" : code));
        return String.join(", ", words);
    }

    /** One change for all jurisdictions that have it in common. */
    private List<Change> of(What what, Function<Optional<Category.Rule>, Optional<String>> aspect) {
        Map<Change, List<String>> found = new LinkedHashMap<>();
        for (String code : jurisdictions(before, after)) {
            Optional<String> was = aspect.apply(before.rule(code));
            Optional<String> is = aspect.apply(after.rule(code));
            if (!was.equals(is)) {
                found.computeIfAbsent(
                                new Change(what, after.id(), Optional.empty(), was, is),
                                same -> new ArrayList<>())
                        .add(code);
            }
        }
        return found.entrySet().stream()
                .map(
                        same ->
                                new Change(
                                        what,
                                        after.id(),
                                        Optional.of(words(same.getValue())),
                                        same.getKey().before(),
                                        same.getKey().after()))
                .toList();
    }

    private static Optional<String> mechanism(Optional<Category.Rule> rule) {
        return Optional.of(rule.map(Category.Rule::mechanism).orElse(Mechanism.UNDECLARED).term());
    }

    private static Optional<String> validity(Optional<Category.Rule> rule) {
        return Optional.of(
                rule.flatMap(Category.Rule::validity).map(Validity::text).orElse(UNDECLARED));
    }

    private static Optional<String> exemption(Optional<Category.Rule> rule) {
        return rule.flatMap(Category.Rule::exemption);
    }
}
