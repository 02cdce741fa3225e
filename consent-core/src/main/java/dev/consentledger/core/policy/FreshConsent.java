package dev.consentledger.core.policy;

import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.policy.Ground.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule that proposes whether a consent to a category covers the next version of the policy. It
 * looks at purposes, recipients and lifetimes, and at who asks how; another technology or wording
 * changes nothing. What it finds is a proposal: a person may decide otherwise.
 */
public final class FreshConsent {

    private final Policy from;
    private final Policy to;

    public FreshConsent(Policy from, Policy to) {
        this.from = from;
        this.to = to;
    }

    /**
     * For each category of the newer version that offers a choice anywhere, in its order, over all
     * jurisdictions.
     */
    public List<Proposal> proposals() {
        return asking().map(category -> proposal(category, jurisdictions(category))).toList();
    }

    /** The ids of the categories that there are proposals for, in their order. */
    public Set<String> categories() {
        return asking().map(Category::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Category> asking() {
        return to.categories().stream()
                .filter(
                        category ->
                                RuleChanges.jurisdictions(category).stream()
                                        .anyMatch(category::offersChoice));
    }

    /**
     * For one category and visitors of one jurisdiction.
     *
     * @return empty where the newer version does not have the category
     */
    public Optional<Proposal> proposal(String category, String jurisdiction) {
        return to.category(category).map(is -> proposal(is, List.of(jurisdiction)));
    }

    private Collection<String> jurisdictions(Category is) {
        return from.category(is.id())
                .map(was -> RuleChanges.jurisdictions(was, is))
                .orElseGet(() -> RuleChanges.jurisdictions(is));
    }

    private Proposal proposal(Category is, Collection<String> jurisdictions) {
        Optional<Category> was = from.category(is.id());
        if (was.isEmpty()) {
            return new Proposal(is.id(), List.of(new Ground(Why.NEW_CATEGORY, is.name())));
        }
        List<Ground> grounds = new ArrayList<>();
        if (!from.content().controller().equals(to.content().controller())) {
            grounds.add(new Ground(Why.NEW_CONTROLLER, to.content().controller().orElse("")));
        }
        grounds.addAll(asked(was.get(), is, jurisdictions));
        grounds.addAll(new UseChanges(from.content(), to.content(), is.id()).grounds());
        if (grounds.isEmpty()) {
            grounds.add(new Ground(reworded(was.get(), is) ? Why.REWORDED : Why.NOTHING, ""));
        }
        return new Proposal(is.id(), grounds);
    }

    /** How the visitor is asked, where that has changed. */
    private static List<Ground> asked(Category was, Category is, Collection<String> jurisdictions) {
        List<String> newly = new ArrayList<>();
        List<String> stricter = new ArrayList<>();
        List<String> less = new ArrayList<>();
        for (String code : jurisdictions) {
            if (was.mechanism(code) == is.mechanism(code)) {
                continue;
            }
            if (!is.offersChoice(code)) {
                less.add(code);
            } else if (!was.offersChoice(code)) {
                newly.add(code);
            } else {
                (is.mechanism(code) == Mechanism.OPT_IN ? stricter : less).add(code);
            }
        }
        List<Ground> grounds = new ArrayList<>();
        add(grounds, Why.NEW_CHOICE, newly);
        add(grounds, Why.STRICTER_MECHANISM, stricter);
        add(grounds, Why.ASKED_LESS, less);
        return grounds;
    }

    private static void add(List<Ground> grounds, Why why, List<String> jurisdictions) {
        if (!jurisdictions.isEmpty()) {
            grounds.add(new Ground(why, RuleChanges.words(jurisdictions)));
        }
    }

    private boolean reworded(Category was, Category is) {
        return !was.sha256().equals(is.sha256())
                || !from.content().items(is.id()).equals(to.content().items(is.id()));
    }
}
