package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From appended entries to changes of the figures. What counts:
 *
 * <ul>
 *   <li>Only decisions under opt_in and opt_out count. Exempt, notice_only and undeclared ones are
 *       in no figure.
 *   <li>They count in the quarter hour in which they took effect, however late they arrive.
 *   <li>not_asked is no choice: it counts as such, and leaves a grant or refusal as it was.
 *   <li>A refusal is withdrawn if the subject's choice before it was a grant.
 *   <li>An expiry is nobody's choice: it ends a grant and is in no other figure.
 *   <li>A refusal of an undeclared category ends a grant too, without counting as refused.
 *   <li>Whoever is erased has no choices any more; what was counted stays counted, and a choice
 *       after that is a new subject's.
 * </ul>
 *
 * The figures do not depend on the order in which entries arrive, except beyond {@link
 * History#LENGTH_MAX}. One object folds one batch; not thread-safe.
 */
public final class Reports {

    private final Map<Hash, SubjectChoices> known;
    private final Map<Hash, SubjectChoices> changed = new HashMap<>();
    private final Map<Cell, Figures> figures = new HashMap<>();
    private final Set<Hash> forgotten = new HashSet<>();
    private final List<Publication> publications = new ArrayList<>();

    private Reports(Map<Hash, SubjectChoices> known) {
        this.known = known;
    }

    /**
     * What a batch changes.
     *
     * @param entries in the order of their indexes
     * @param known the choices so far of the subjects in the batch; absent for new ones
     */
    public static Changes fold(List<Appended> entries, Map<Hash, SubjectChoices> known) {
        Reports reports = new Reports(known);
        entries.forEach(reports::add);
        return new Changes(
                reports.figures,
                reports.changed,
                reports.forgotten,
                People.fold(entries),
                reports.publications);
    }

    /** Whether a decision under this mechanism is in a rate. */
    public static boolean isChoice(Mechanism mechanism) {
        return mechanism == Mechanism.OPT_IN || mechanism == Mechanism.OPT_OUT;
    }

    private void add(Appended appended) {
        if (appended.entry() instanceof ConsentEntry consent) {
            consent.decisions()
                    .forEach((category, decision) -> add(appended, consent, category, decision));
        } else if (appended.entry() instanceof PublicationEntry entry) {
            byte[] document = appended.document().orElseThrow();
            publications.add(new Publication(appended.index(), entry, document));
        } else if (People.isForGood(appended)) {
            appended.subject().ifPresent(this::forget);
        }
    }

    private void add(
            Appended appended, ConsentEntry consent, String category, CategoryDecision decision) {
        boolean expired = consent.action() == Action.EXPIRE;
        if (isChoice(decision.mechanism()) && !expired) {
            count(consent, category, consent.effectiveAt(), one(decision.decision()));
        }
        Optional<Standing> standing = expired ? Optional.of(Standing.ENDED) : standing(decision);
        if (appended.subject().isEmpty() || standing.isEmpty()) {
            return;
        }
        Choice choice = new Choice(consent.effectiveAt(), appended.index(), standing.get());
        choose(appended.subject().get(), consent, category, choice);
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

    private void choose(Hash subject, ConsentEntry consent, String category, Choice choice) {
        SubjectChoices choices = choices(subject, consent.site());
        if (!choices.hasRoomFor(category)) {
            return;
        }
        History.Insertion insertion = choices.history(category).insert(choice);
        changed.put(subject, choices.with(category, insertion.after()));
        for (History.Effect effect : insertion.effects()) {
            Figures change = new Figures(0, 0, 0, effect.withdrawn(), effect.subjectsGranted());
            count(consent, category, effect.at(), change);
        }
    }

    private void count(ConsentEntry consent, String category, Instant at, Figures change) {
        if (!change.equals(Figures.NONE)) {
            Cell cell = new Cell(consent.site(), category, QuarterHour.of(at));
            figures.merge(cell, change, Figures::plus);
        }
    }

    private static Optional<Standing> standing(CategoryDecision decision) {
        boolean choice = isChoice(decision.mechanism());
        if (decision.decision() == Decision.GRANTED && choice) {
            return Optional.of(Standing.GRANTED);
        }
        if (decision.decision() == Decision.REFUSED && decision.mechanism() != Mechanism.EXEMPT) {
            return Optional.of(choice ? Standing.REFUSED : Standing.ENDED);
        }
        return Optional.empty();
    }

    private static Figures one(Decision decision) {
        return switch (decision) {
            case GRANTED -> Figures.ONE_GRANTED;
            case REFUSED -> Figures.ONE_REFUSED;
            case NOT_ASKED -> Figures.ONE_NOT_ASKED;
        };
    }
}
