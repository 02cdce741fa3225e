package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From appended entries to changes of the counts. What holds for all reports:
 *
 * <ul>
 *   <li>An event counts in the quarter hour in which it took effect, however late it arrives.
 *   <li>A subject's choice is a decision under opt_in or opt_out. not_asked is no choice: it leaves
 *       a grant or refusal as it was.
 *   <li>An expiry is nobody's choice: it ends a grant. A refusal of an undeclared category does,
 *       too.
 *   <li>Whoever is erased has no choices any more; what was counted stays counted, and a choice
 *       after that is a new subject's.
 * </ul>
 *
 * The counts do not depend on the order in which entries arrive, except beyond {@link
 * History#LENGTH_MAX}. One object folds one batch; not thread-safe.
 */
public final class BatchFold {

    private final Map<Hash, SubjectChoices> known;
    private final Map<Hash, SubjectChoices> changed = new HashMap<>();
    private final Tally tally = new Tally();
    private final Set<Hash> forgotten = new HashSet<>();
    private final List<Publication> publications = new ArrayList<>();
    private final Map<Long, DecisionEntry> decisions = new HashMap<>();

    private BatchFold(Map<Hash, SubjectChoices> known) {
        this.known = known;
    }

    /**
     * What a batch changes.
     *
     * @param entries in the order of their indexes
     * @param known the choices so far of the subjects in the batch; absent for new ones
     */
    public static Changes fold(List<Appended> entries, Map<Hash, SubjectChoices> known) {
        BatchFold fold = new BatchFold(known);
        entries.forEach(fold::add);
        return new Changes(
                fold.tally.sums(),
                fold.changed,
                fold.newcomers(),
                Standings.moved(known, fold.changed, fold.forgotten),
                fold.forgotten,
                People.fold(entries),
                fold.publications,
                fold.decisions);
    }

    private void add(Appended appended) {
        if (appended.entry() instanceof ConsentEntry consent) {
            tally.count(consent);
            appended.subject().ifPresent(subject -> choose(subject, consent, appended.index()));
        } else if (appended.entry() instanceof PublicationEntry entry) {
            byte[] document = appended.document().orElseThrow();
            publications.add(new Publication(appended.index(), entry, document));
        } else if (appended.entry() instanceof DecisionEntry decision) {
            decisions.put(appended.index(), decision);
        } else if (People.isForGood(appended)) {
            appended.subject().ifPresent(this::forget);
        }
    }

    private void choose(Hash subject, ConsentEntry consent, long index) {
        consent.decisions()
                .forEach(
                        (category, decision) ->
                                standing(consent, decision)
                                        .map(standing -> choice(consent, index, standing))
                                        .ifPresent(c -> choose(subject, consent, category, c)));
    }

    private static Choice choice(ConsentEntry consent, long index, Standing standing) {
        return new Choice(
                consent.effectiveAt(),
                index,
                standing,
                new Choice.Under(
                        Dimension.published(consent.policy()), consent.jurisdiction().code()),
                consent.bot().isPresent());
    }

    private void choose(Hash subject, ConsentEntry consent, String category, Choice choice) {
        SubjectChoices choices = choices(subject, consent.site());
        if (!choices.hasRoomFor(category)) {
            return;
        }
        History.Insertion insertion = choices.history(category).insert(choice);
        changed.put(subject, choices.with(category, insertion.after()));
        for (History.Step step : insertion.steps()) {
            tally.count(
                    new Turn(consent.site(), category, step.before(), step.choice(), step.sign()));
        }
    }

    private Set<Hash> newcomers() {
        Set<Hash> newcomers = new HashSet<>(changed.keySet());
        newcomers.removeIf(subject -> known.containsKey(subject) && !forgotten.contains(subject));
        return newcomers;
    }

    private void forget(Hash subject) {
        changed.remove(subject);
        forgotten.add(subject);
    }

    private SubjectChoices choices(Hash subject, String site) {
        SubjectChoices none = SubjectChoices.none(site);
        SubjectChoices before =
                forgotten.contains(subject) ? none : known.getOrDefault(subject, none);
        return changed.getOrDefault(subject, before);
    }

    private static Optional<Standing> standing(ConsentEntry consent, CategoryDecision decision) {
        if (consent.action() == Action.EXPIRE) {
            return Optional.of(Standing.ENDED);
        }
        if (Reports.isGrant(decision)) {
            return Optional.of(Standing.GRANTED);
        }
        if (decision.decision() == Decision.REFUSED && decision.mechanism() != Mechanism.EXEMPT) {
            boolean choice = Reports.isChoice(decision.mechanism());
            return Optional.of(choice ? Standing.REFUSED : Standing.ENDED);
        }
        return Optional.empty();
    }
}
