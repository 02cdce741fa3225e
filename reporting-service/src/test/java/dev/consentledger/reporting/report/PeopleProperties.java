package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.Acts;
import dev.consentledger.reporting.Consents;
import dev.consentledger.reporting.report.Appended.Marks;
import dev.consentledger.reporting.report.People.Linking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is known of persons against a second, slow way to get at it: look back from the end. */
class PeopleProperties {

    private static final String SITE = "shop.example";
    private static final int SUBJECTS = 3;

    private enum What {
        GRANT,
        REFUSE,
        LINK,
        UNLINK,
        HELD_ERASURE,
        ERASE,
        /** The end of a retention; it reaches up to some entries before itself. */
        RETAIN,
        FORGET
    }

    /** How far before itself the end of a retention stops. */
    private static final int BOUND = 3;

    /** Something that happened to a subject, in the order of the ledger. */
    record Event(int subject, What what, int minute, int account) {}

    /** The rows, as the database has them. */
    private static final class Tables {
        final Map<Long, SubjectEntry> entries = new TreeMap<>();
        final Map<AccountLink, Long> links = new HashMap<>();
        final Map<Hash, SubjectChoices> choices = new HashMap<>();
        final Map<StandingCell, Long> standings = new HashMap<>();

        void apply(Changes changes) {
            People people = changes.people();
            people.entries().forEach(entry -> entries.put(entry.index(), entry));
            people.erasures().forEach(this::erase);
            people.endings().forEach(this::end);
            people.links().forEach(this::link);
            choices.keySet().removeAll(changes.forgotten());
            Set<Hash> withoutRow = new HashSet<>(changes.subjects().keySet());
            withoutRow.removeAll(choices.keySet());
            assertThat(changes.newcomers()).isEqualTo(withoutRow);
            choices.putAll(changes.subjects());
            changes.standings().forEach((cell, by) -> standings.merge(cell, by, Long::sum));
            standings.values().removeIf(subjects -> subjects == 0);
        }

        private void erase(Hash subject, long index) {
            entries.values().removeIf(row -> row.subject().equals(subject) && row.index() < index);
            links.entrySet()
                    .removeIf(
                            row ->
                                    row.getKey().subject().equals(subject)
                                            && row.getValue() < index);
        }

        private void end(People.Ending ending) {
            entries.values()
                    .removeIf(
                            row ->
                                    row.kind() == Kind.CONSENT
                                            && Optional.of(row.subject()).equals(ending.subject())
                                            && ending.reach().includes(row.index()));
        }

        private void link(AccountLink link, Linking linking) {
            links.remove(link);
            if (linking.linked()) {
                links.put(link, linking.index());
            }
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, SUBJECTS - 1),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(4, What.GRANT),
                                net.jqwik.api.Tuple.of(3, What.REFUSE),
                                net.jqwik.api.Tuple.of(3, What.LINK),
                                net.jqwik.api.Tuple.of(1, What.UNLINK),
                                net.jqwik.api.Tuple.of(1, What.HELD_ERASURE),
                                net.jqwik.api.Tuple.of(1, What.ERASE),
                                net.jqwik.api.Tuple.of(1, What.RETAIN),
                                net.jqwik.api.Tuple.of(1, What.FORGET)),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 1))
                .as(Event::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Integer>> batchSizes() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(40).ofMaxSize(40);
    }

    @Property(tries = 500, seed = "20261128")
    void tablesAreTheSameHoweverTheEntriesComeInBatches(
            @ForAll("events") List<Event> events, @ForAll("batchSizes") List<Integer> batchSizes) {
        List<Appended> all = new ArrayList<>();
        events.forEach(event -> all.add(appended(all.size(), event)));

        Tables tables = project(all, batchSizes);

        assertThat(tables.entries.keySet()).isEqualTo(expectedEntries(events).keySet());
        assertThat(tables.links).isEqualTo(expectedLinks(events));
        assertThat(tables.choices).isEqualTo(expectedChoices(events, all));
        assertThat(tables.standings).isEqualTo(standings(tables.choices));
    }

    @Property(tries = 200, seed = "20261128")
    void figuresAreTheSameAsWithoutErasuresButForWhatHangsTogether(
            @ForAll("events") List<Event> events, @ForAll("batchSizes") List<Integer> batchSizes) {
        List<Appended> all = new ArrayList<>();
        events.forEach(event -> all.add(appended(all.size(), event)));
        long grants = events.stream().filter(e -> e.what() == What.GRANT).count();
        long refusals = events.stream().filter(e -> e.what() == What.REFUSE).count();

        Counts sum = new Counts();
        Map<Hash, SubjectChoices> known = new HashMap<>();
        for (List<Appended> batch : batches(all, batchSizes)) {
            Changes changes = BatchFold.fold(batch, known);
            known.keySet().removeAll(changes.forgotten());
            known.putAll(changes.subjects());
            sum = decisions(changes).reduce(sum, Counts::plus);
        }
        Figures figures = Figures.of(sum, sum);

        assertThat(figures.granted()).isEqualTo(grants);
        assertThat(figures.refused()).isEqualTo(refusals);
        assertThat(figures.subjectsGranted()).isBetween(0L, grants);
    }

    private static Stream<Counts> decisions(Changes changes) {
        return Cells.of(changes.counts()).entrySet().stream()
                .filter(entry -> entry.getKey().report().equals(DecisionsReport.NAME))
                .filter(entry -> entry.getKey().dimension() == Dimension.ALL)
                .map(Map.Entry::getValue);
    }

    private static Map<StandingCell, Long> standings(Map<Hash, SubjectChoices> subjects) {
        Map<StandingCell, Long> standings = new HashMap<>();
        for (SubjectChoices subject : subjects.values()) {
            subject.byCategory()
                    .forEach(
                            (category, history) -> {
                                List<Choice> choices = history.choices();
                                Choice latest = choices.get(choices.size() - 1);
                                standings.merge(
                                        new StandingCell(
                                                subject.site(),
                                                category,
                                                latest.standing(),
                                                latest.under()),
                                        1L,
                                        Long::sum);
                            });
        }
        return standings;
    }

    private static Tables project(List<Appended> all, List<Integer> batchSizes) {
        Tables tables = new Tables();
        for (List<Appended> batch : batches(all, batchSizes)) {
            tables.apply(BatchFold.fold(batch, Map.copyOf(tables.choices)));
        }
        return tables;
    }

    private static List<List<Appended>> batches(List<Appended> all, List<Integer> sizes) {
        List<List<Appended>> batches = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            int to = Math.min(all.size(), from + size);
            batches.add(all.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Appended appended(int index, Event event) {
        Entry entry =
                switch (event.what()) {
                    case GRANT -> choice(event, Consents.granted());
                    case REFUSE -> choice(event, Consents.refused());
                    case LINK -> act(event, Kind.LINK, Act.LINKED);
                    case UNLINK -> act(event, Kind.LINK, Act.UNLINKED);
                    case HELD_ERASURE, ERASE -> act(event, Kind.ERASURE, Act.ERASE);
                    case RETAIN -> retention(index, event, Act.ERASE);
                    case FORGET -> retention(index, event, Act.FORGET);
                };
        boolean link = event.what() == What.LINK || event.what() == What.UNLINK;
        Marks marks =
                new Marks(
                        Optional.empty(),
                        link ? Optional.of(account(event)) : Optional.empty(),
                        event.what().compareTo(What.ERASE) >= 0);
        return new Appended(
                index,
                index,
                entry,
                Optional.of(subject(event)),
                marks,
                Optional.empty(),
                Hash.sha256(new byte[0]));
    }

    private static Entry choice(Event event, dev.consentledger.core.entry.CategoryDecision made) {
        return Consents.at(
                Consents.minutes(event.minute()), SITE, Action.SAVE, Map.of("statistics", made));
    }

    private static Entry act(Event event, Kind kind, Act act) {
        return Acts.of(kind, act, SITE, Consents.minutes(event.minute()));
    }

    private static Entry retention(int index, Event event, Act act) {
        ActEntry like = Acts.of(Kind.LINK, Act.LINKED, SITE, Consents.minutes(event.minute()));
        return new ActEntry(
                Kind.RETENTION,
                like.eventId(),
                SITE,
                act,
                Optional.empty(),
                Set.of(PartName.values()),
                Reach.below(bound(index)),
                like.at(),
                like.commitments());
    }

    private static long bound(int index) {
        return Math.max(0, index - BOUND);
    }

    private static Hash subject(Event event) {
        return Hash.sha256(new byte[] {(byte) event.subject()});
    }

    private static Hash account(Event event) {
        return Hash.sha256(new byte[] {0, (byte) event.account()});
    }

    private static boolean erasedLater(List<Event> events, int index) {
        Event event = events.get(index);
        boolean consent = event.what() == What.GRANT || event.what() == What.REFUSE;
        // The end of a retention is no longer under its subject itself.
        boolean found = event.what() != What.RETAIN && event.what() != What.FORGET;
        return found
                && IntStream.range(index + 1, events.size())
                        .filter(later -> events.get(later).subject() == event.subject())
                        .anyMatch(
                                later ->
                                        switch (events.get(later).what()) {
                                            case ERASE -> true;
                                            case FORGET -> index < bound(later);
                                            case RETAIN -> consent && index < bound(later);
                                            default -> false;
                                        });
    }

    private static boolean forgottenLater(List<Event> events, int index) {
        return events.subList(index + 1, events.size()).stream()
                .filter(later -> later.subject() == events.get(index).subject())
                .anyMatch(later -> later.what() == What.ERASE || later.what() == What.FORGET);
    }

    private static Map<Long, Event> expectedEntries(List<Event> events) {
        Map<Long, Event> expected = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (!erasedLater(events, i)) {
                expected.put((long) i, events.get(i));
            }
        }
        return expected;
    }

    private static Map<AccountLink, Long> expectedLinks(List<Event> events) {
        Map<AccountLink, Long> expected = new HashMap<>();
        expectedEntries(events)
                .forEach(
                        (index, event) -> {
                            AccountLink link =
                                    new AccountLink(SITE, account(event), subject(event));
                            if (event.what() == What.LINK) {
                                expected.put(link, index);
                            } else if (event.what() == What.UNLINK) {
                                expected.remove(link);
                            }
                        });
        return expected;
    }

    /** What the entries give since the subject was last erased or forgotten, in one batch. */
    private static Map<Hash, SubjectChoices> expectedChoices(
            List<Event> events, List<Appended> all) {
        List<Appended> left =
                IntStream.range(0, events.size())
                        .filter(index -> !forgottenLater(events, index))
                        .mapToObj(all::get)
                        .filter(appended -> !appended.marks().erased())
                        .toList();
        return BatchFold.fold(left, Map.of()).subjects();
    }
}
