package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.Found.Result;
import dev.consentledger.reporting.desk.LookUp.Query;
import dev.consentledger.reporting.desk.PersonIndex.IndexedEntry;
import dev.consentledger.reporting.desk.PersonIndex.Window;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers questions about persons. Each is recorded in the ledger first, also one that finds
 * nobody: an answer that nobody can prove to have been given is not given. Thread-safe.
 */
public final class LookUps {

    /** The most events of one page. */
    public static final int PAGE_MAX = 100;

    /** Devices of one account that are shown; a limit on what one question may cost. */
    public static final int SUBJECTS_MAX = 20;

    /** What is left of the ledger's answer for the states: half consents, half orders. */
    private static final int STATE_ROWS = LedgerRecords.PLACES_MAX - PAGE_MAX;

    private final PersonIndex index;
    private final FigureQuery figures;
    private final LedgerRecords ledger;
    private final Acts acts;

    public LookUps(PersonIndex index, FigureQuery figures, LedgerRecords ledger, Acts acts) {
        this.index = index;
        this.figures = figures;
        this.ledger = ledger;
        this.acts = acts;
    }

    /**
     * Looks somebody up.
     *
     * @return fails with {@link Unavailable} or {@link SeveralPersons}; any other failure means
     *     that the database is away
     */
    public Uni<Found> look(LookUp question) {
        if (question.whom() instanceof Whom.Nobody) {
            return nothing(question, Act.NOT_IDENTIFIED, Result.NOT_IDENTIFIED);
        }
        return index.subjects(question.inCase().site(), question.whom(), SUBJECTS_MAX)
                .chain(subjects -> look(question, subjects));
    }

    private Uni<Found> look(LookUp question, List<Hash> subjects) {
        if (subjects.isEmpty()) {
            return nothing(question, Act.NO_RECORD, Result.NO_RECORD);
        }
        if (subjects.size() > 1 && question.whom() instanceof Whom.Event) {
            return Uni.createFrom().failure(new SeveralPersons());
        }
        return figures.policies(question.inCase().site())
                .chain(policies -> look(question, subjects, policies));
    }

    private Uni<Found> look(LookUp question, List<Hash> subjects, PoliciesInForce policies) {
        return find(question.query(), subjects, policies).call(found -> record(question, found));
    }

    /**
     * What holds for a subject at a time, without recording that somebody looked: for whoever
     * records what they do otherwise.
     */
    Uni<Optional<Found.Person>> person(String site, String pseudonym, Instant asOf) {
        Query query = new Query(new Whom.Subject(pseudonym), asOf, Window.FIRST);
        return index.subjects(site, query.whom(), 1)
                .chain(subjects -> find(site, query, subjects))
                .map(found -> found.persons().stream().findFirst());
    }

    /** The same for subjects whose keys are known. */
    Uni<List<Found.Person>> persons(String site, List<Hash> subjects, Instant asOf) {
        Query query = new Query(new Whom.Nobody(), asOf, Window.FIRST);
        return find(site, query, subjects).map(Found::persons);
    }

    private Uni<Found> find(String site, Query query, List<Hash> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().item(Found.nothing(Result.NO_RECORD))
                : figures.policies(site).chain(policies -> find(query, subjects, policies));
    }

    private Uni<Found> find(Query question, List<Hash> subjects, PoliciesInForce policies) {
        return rows(question, subjects)
                .chain(rows -> ledger.at(rows.places()).map(found -> Assembly.of(rows, found)))
                .map(assembly -> assembly.answer(question, policies));
    }

    /** What was found in the index, before the ledger is asked for the entries themselves. */
    record Rows(
            List<Hash> subjects,
            List<IndexedEntry> state,
            List<IndexedEntry> page,
            int stateRowsMax) {

        Set<LedgerRecord.Place> places() {
            Set<LedgerRecord.Place> places = new LinkedHashSet<>();
            state.forEach(row -> places.add(row.place()));
            page.forEach(row -> places.add(row.place()));
            return places;
        }
    }

    private Uni<Rows> rows(Query question, List<Hash> subjects) {
        int each = STATE_ROWS / 2 / subjects.size();
        Uni<List<IndexedEntry>> state =
                Multi.createFrom()
                        .iterable(subjects)
                        .onItem()
                        .transformToUniAndConcatenate(subject -> state(question, subject, each))
                        .collect()
                        .in(ArrayList::new, List::addAll);
        return state.chain(
                rows ->
                        index.page(subjects, question.window())
                                .map(page -> new Rows(subjects, rows, page, each)));
    }

    private Uni<List<IndexedEntry>> state(Query question, Hash subject, int max) {
        return index.forState(subject, question.asOf(), question.window().knownAt(), max);
    }

    private Uni<Found> nothing(LookUp question, Act act, Result result) {
        Optional<String> asked =
                question.whom() instanceof Whom.Subject subject
                        ? Optional.of(subject.pseudonym())
                        : Optional.empty();
        return record(question, act, asked).replaceWith(Found.nothing(result));
    }

    /** Once for each person, since each has a record of their own. */
    private Uni<Void> record(LookUp question, Found found) {
        return Multi.createFrom()
                .iterable(found.persons())
                .onItem()
                .transformToUniAndConcatenate(
                        person -> record(question, Act.LOOK_UP, person.pseudonym()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> record(LookUp question, Act act, Optional<String> pseudonym) {
        return acts.record(
                act, question.inCase(), question.asker(), pseudonym, question.whom().matchedBy());
    }
}
