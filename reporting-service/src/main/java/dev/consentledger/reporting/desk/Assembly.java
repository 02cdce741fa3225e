package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.Found.Event;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.Found.Result;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LookUps.Rows;
import dev.consentledger.reporting.desk.PersonIndex.Cursor;
import dev.consentledger.reporting.desk.PersonIndex.IndexedEntry;
import dev.consentledger.reporting.desk.PersonIndex.Window;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.timeline.PersonEntry;
import dev.consentledger.reporting.timeline.States;
import dev.consentledger.reporting.timeline.TimelineEvent;
import dev.consentledger.reporting.timeline.Timelines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the answer together from what the index and the ledger have. Pure. */
record Assembly(Rows rows, Map<Place, LedgerRecord> records) {

    private static final String CONSENT = Kind.CONSENT.term();

    private static final Comparator<Event> ORDER =
            Comparator.<Event, Instant>comparing(event -> event.event().at())
                    .thenComparing(
                            event -> event.event().entry(),
                            Comparator.comparing(entry -> entry.isPresent()))
                    .thenComparing(
                            event -> event.event().entry().orElse(null),
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    static Assembly of(Rows rows, List<LedgerRecord> found) {
        return new Assembly(
                rows,
                found.stream().collect(Collectors.toMap(LedgerRecord::place, Function.identity())));
    }

    Found answer(LookUp.Query question, PoliciesInForce policies) {
        List<Person> persons = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Hash subject : rows.subjects()) {
            persons.add(person(subject, question, policies));
            events.addAll(events(subject, persons.size() - 1, question, policies));
        }
        events.sort(ORDER);
        return new Found(Result.FOUND, persons, withoutRepeats(events), next(question.window()));
    }

    private Person person(Hash subject, LookUp.Query question, PoliciesInForce policies) {
        List<LedgerRecord> state = found(subject, rows.state().stream());
        List<PersonEntry> entries = entries(state);
        return new Person(
                pseudonym(subject, question.whom()),
                Timelines.restricted(entries),
                Holds.isOpen(state),
                isComplete(subject),
                States.of(entries, policies, question.asOf()));
    }

    /**
     * Whoever was asked for by a pseudonym has that one, also where the ledger has forgotten it.
     */
    private Optional<String> pseudonym(Hash subject, Whom whom) {
        if (whom instanceof Whom.Subject asked) {
            return Optional.of(asked.pseudonym());
        }
        return found(subject, Stream.concat(rows.state().stream(), rows.page().stream())).stream()
                .flatMap(record -> record.subject().stream())
                .findFirst();
    }

    private boolean isComplete(Hash subject) {
        List<IndexedEntry> state = rowsOf(subject, rows.state().stream());
        long consents = state.stream().filter(row -> row.kind().equals(CONSENT)).count();
        return Math.max(consents, state.size() - consents) < rows.stateRowsMax();
    }

    private List<Event> events(
            Hash subject, int person, LookUp.Query question, PoliciesInForce policies) {
        Stream<IndexedEntry> all = Stream.concat(rows.state().stream(), rows.page().stream());
        List<PersonEntry> entries = entries(found(subject, all));
        Set<Place> wanted =
                rows.page().stream().map(IndexedEntry::place).collect(Collectors.toSet());
        Window window = question.window();
        return Timelines.of(entries, policies, untilOfPage(question)).stream()
                .filter(
                        event ->
                                event.entry().isPresent()
                                        ? wanted.contains(place(event.entry().get()))
                                        : isOnPage(event, window))
                .map(event -> event(person, event))
                .toList();
    }

    private Event event(int person, TimelineEvent event) {
        return new Event(person, event, event.entry().map(entry -> records.get(place(entry))));
    }

    /** A change of the policy stands between the events of the page, where none was left out. */
    private static boolean isOnPage(TimelineEvent change, Window window) {
        boolean later =
                window.after().map(Cursor::effectiveAt).filter(change.at()::isBefore).isEmpty();
        return window.actions().isEmpty()
                && later
                && window.from().filter(change.at()::isBefore).isEmpty()
                && window.to().filter(to -> !change.at().isBefore(to)).isEmpty();
    }

    /** A page that is full ends with its last event, any other with the time that is asked for. */
    private Instant untilOfPage(LookUp.Query question) {
        return rows.page().size() < question.window().size()
                ? question.asOf().plusMillis(1)
                : rows.page().get(rows.page().size() - 1).effectiveAt();
    }

    /** The devices of an account share the changes of the policy. */
    private static List<Event> withoutRepeats(List<Event> events) {
        Set<TimelineEvent> changes = new HashSet<>();
        return events.stream()
                .filter(e -> e.record().isPresent() || changes.add(e.event()))
                .toList();
    }

    private Optional<Cursor> next(Window window) {
        return rows.page().size() < window.size()
                ? Optional.empty()
                : Optional.of(rows.page().get(rows.page().size() - 1).cursor());
    }

    private List<LedgerRecord> found(Hash subject, Stream<IndexedEntry> among) {
        return rowsOf(subject, among).stream()
                .map(IndexedEntry::place)
                .distinct()
                .map(records::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static List<IndexedEntry> rowsOf(Hash subject, Stream<IndexedEntry> among) {
        return among.filter(row -> row.subject().equals(subject)).toList();
    }

    private static List<PersonEntry> entries(Collection<LedgerRecord> records) {
        return records.stream().map(LedgerRecord::personEntry).toList();
    }

    private static Place place(PersonEntry entry) {
        return new Place(entry.shard(), entry.index());
    }
}
