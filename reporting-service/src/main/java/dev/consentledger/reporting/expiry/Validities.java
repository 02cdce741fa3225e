package dev.consentledger.reporting.expiry;

import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Validity;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.History;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.report.Standing;
import dev.consentledger.reporting.report.SubjectChoices;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All validities that a site has declared, by category: of any version and for any jurisdiction.
 * They tell of a row of choices whether anything in it may have lapsed, so that nothing is asked
 * about all others. Immutable.
 */
public final class Validities {

    private final Map<String, Set<Validity>> byCategory;

    private Validities(Map<String, Set<Validity>> byCategory) {
        this.byCategory = byCategory;
    }

    /** Those of a site. */
    public static Validities of(PoliciesInForce policies) {
        Map<String, Set<Validity>> byCategory = new HashMap<>();
        for (Policy policy : policies.all()) {
            for (Category category : policy.categories()) {
                category.rules()
                        .forEach(
                                rule ->
                                        rule.validity()
                                                .ifPresent(v -> add(byCategory, category.id(), v)));
            }
        }
        return new Validities(byCategory);
    }

    private static void add(Map<String, Set<Validity>> all, String category, Validity validity) {
        all.computeIfAbsent(category, c -> new HashSet<>()).add(validity);
    }

    /** Whether there are none, so that nothing ever lapses. */
    public boolean isEmpty() {
        return byCategory.isEmpty();
    }

    /**
     * Whether a grant among these choices may have lapsed without an expiry. It may also not have:
     * which validity is its own is not known here.
     *
     * @param until what lapses later has not lapsed
     */
    public boolean mayHaveLapsed(SubjectChoices choices, Instant until) {
        return byCategory.entrySet().stream()
                .anyMatch(c -> mayHaveLapsed(choices.history(c.getKey()), c.getValue(), until));
    }

    private static boolean mayHaveLapsed(History history, Set<Validity> validities, Instant until) {
        List<Choice> choices = history.choices();
        for (int i = 0; i < choices.size(); i++) {
            List<Choice> after = choices.subList(i + 1, Math.min(i + 2, choices.size()));
            if (choices.get(i).standing() == Standing.GRANTED
                    && mayHaveLapsed(choices.get(i), after, validities, until)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param after the next choice, where there is one
     */
    private static boolean mayHaveLapsed(
            Choice grant, List<Choice> after, Set<Validity> validities, Instant until) {
        List<Instant> ends =
                validities.stream().map(validity -> validity.endOf(grant.effectiveAt())).toList();
        boolean expired =
                after.stream()
                        .anyMatch(
                                next ->
                                        next.standing() == Standing.ENDED
                                                && ends.contains(next.effectiveAt()));
        return !expired
                && ends.stream()
                        .filter(end -> !end.isAfter(until))
                        .anyMatch(
                                end -> after.stream().allMatch(n -> end.isBefore(n.effectiveAt())));
    }
}
