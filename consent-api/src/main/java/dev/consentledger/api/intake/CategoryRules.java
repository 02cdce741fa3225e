package dev.consentledger.api.intake;

import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.api.signal.Signals.Signalled;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Names;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a policy's categories allow under one jurisdiction. */
record CategoryRules(Policy policy, String jurisdiction) {

    /** The ids of the categories in which the visitor has a choice. */
    List<String> choices() {
        return policy.choices(jurisdiction).stream().map(Category::id).toList();
    }

    boolean isKnown(String category) {
        return policy.category(category).isPresent();
    }

    Mechanism mechanism(String category) {
        return policy.category(category)
                .map(known -> known.mechanism(jurisdiction))
                .orElse(Mechanism.UNDECLARED);
    }

    /** Whether granting it would mean anything: it needs nobody's consent otherwise. */
    boolean canBeGranted(String category) {
        Mechanism mechanism = mechanism(category);
        return mechanism != Mechanism.EXEMPT && mechanism != Mechanism.NOTICE_ONLY;
    }

    /** Every category known, none that is necessary refused, every choice decided. */
    void requireForGrant(Map<String, Decision> decisions) throws Rejected {
        for (Map.Entry<String, Decision> decision : decisions.entrySet()) {
            requireKnown(decision.getKey());
            requireNotNecessary(decision.getKey(), decision.getValue());
        }
        requireAllDecided(decisions);
    }

    /**
     * The decisions as they are recorded: those of names that no category can have are left out,
     * and so is what goes beyond an entry's limit, which no policy reaches.
     */
    Map<String, CategoryDecision> record(Signalled signalled) {
        Map<String, CategoryDecision> recorded = new LinkedHashMap<>();
        for (String category : knownFirst(signalled.decisions())) {
            if (recorded.size() < ConsentEntry.DECISIONS_MAX) {
                Decision decision = signalled.decisions().get(category);
                boolean meaningless = decision == Decision.GRANTED && !canBeGranted(category);
                recorded.put(
                        category,
                        new CategoryDecision(
                                meaningless ? Decision.NOT_ASKED : decision,
                                mechanism(category),
                                signalled.signal()));
            }
        }
        return recorded;
    }

    private List<String> knownFirst(Map<String, Decision> decisions) {
        List<String> ordered = new ArrayList<>();
        policy.categories().stream()
                .map(Category::id)
                .filter(decisions::containsKey)
                .forEach(ordered::add);
        new TreeSet<>(decisions.keySet())
                .stream()
                        .filter(id -> !isKnown(id) && Names.CATEGORY.matches(id))
                        .forEach(ordered::add);
        return ordered;
    }

    private void requireKnown(String category) throws Rejected {
        if (!isKnown(category)) {
            throw new Rejected(
                    Rejection.at(
                                    CategoryPointers.of(category),
                                    ProblemType.UNKNOWN_CATEGORY,
                                    "The policy version has no such category, so nobody can consent"
                                            + " to it. Send decisions for those in 'categories'.")
                            .with("categories", categories()));
        }
    }

    private void requireNotNecessary(String category, Decision decision) throws Rejected {
        if (decision == Decision.REFUSED && mechanism(category) == Mechanism.EXEMPT) {
            throw new Rejected(
                    Rejection.at(
                                    CategoryPointers.of(category),
                                    ProblemType.NECESSARY_REFUSED,
                                    "The site uses this category without asking. Leave it out, or"
                                            + " send 'not_asked'.")
                            .with("choices", choices()));
        }
    }

    private void requireAllDecided(Map<String, Decision> decisions) throws Rejected {
        List<String> missing =
                choices().stream()
                        .filter(
                                choice ->
                                        decisions.getOrDefault(choice, Decision.NOT_ASKED)
                                                == Decision.NOT_ASKED)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Rejected(missing(missing));
        }
    }

    static Rejection missing(List<String> missing) {
        return Rejection.at(
                        CategoryPointers.DECISIONS,
                        ProblemType.MISSING_DECISION,
                        "Each category that asks needs a decision. Send 'granted' or 'refused' for"
                                + " those in 'missing' too.")
                .with("missing", missing);
    }

    private List<String> categories() {
        return policy.categories().stream().map(Category::id).toList();
    }
}
