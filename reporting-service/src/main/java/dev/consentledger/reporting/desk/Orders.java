package dev.consentledger.reporting.desk;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.OrderIndex.OrderedEntry;
import dev.consentledger.reporting.desk.OrderRefused.Why;
import dev.consentledger.reporting.desk.PersonIndex.Window;
import dev.consentledger.reporting.report.PersonKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Orders erasures, restrictions and holds. Whoever is meant is looked up first, and that is
 * recorded as any look-up is; then each person has an entry under the order's id. Carrying it out
 * is the ledger's matter. Thread-safe.
 */
public final class Orders {

    /** Of the timeline nothing is needed; the least that can be asked for. */
    private static final Window NO_TIMELINE =
            new Window(Optional.empty(), Optional.empty(), Set.of(), Map.of(), Optional.empty(), 1);

    private final LookUps lookUps;
    private final OrderIndex index;
    private final LedgerRecords ledger;
    private final PersonKeys keys;
    private final Acts acts;
    private final Clock clock;

    public Orders(
            LookUps lookUps,
            OrderIndex index,
            LedgerRecords ledger,
            PersonKeys keys,
            Acts acts,
            Clock clock) {
        this.lookUps = lookUps;
        this.index = index;
        this.ledger = ledger;
        this.keys = keys;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * What an erasure would do; nothing is ordered.
     *
     * @return fails as {@link #give} does
     */
    public Uni<ErasurePreview> preview(Order order) {
        return persons(order)
                .chain(
                        persons ->
                                index.count(subjects(order, persons))
                                        .map(entries -> preview(order, persons, entries)));
    }

    private static ErasurePreview preview(Order order, List<Person> persons, long entries) {
        return new ErasurePreview(
                persons.size(),
                entries,
                persons.stream().anyMatch(Person::held),
                Alternative.of(order.inCase().kind(), persons));
    }

    /**
     * Gives an order. One that the ledger has already is not given again.
     *
     * @return how many persons it is about, once it cannot be lost any more; fails with {@link
     *     OrderRefused}, {@link Unavailable} or {@link SeveralPersons}; any other failure means
     *     that the database is away
     */
    public Uni<Integer> give(Order order) {
        return index.ofOrder(order.inCase().site(), order.id(), LookUps.SUBJECTS_MAX)
                .chain(known -> known.isEmpty() ? giveNew(order) : giveAgain(order, known));
    }

    private Uni<Integer> giveNew(Order order) {
        return persons(order)
                .call(persons -> publish(order, persons, persons.size()))
                .map(List::size);
    }

    private Uni<Void> publish(Order order, List<Person> persons, int ofPersons) {
        return Multi.createFrom()
                .iterable(persons)
                .onItem()
                .transformToUniAndConcatenate(
                        person -> acts.order(order, person.pseudonym().orElseThrow(), ofPersons))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Whoever was erased is no longer found by all that they were found by before. */
    private Uni<Integer> giveAgain(Order order, List<OrderedEntry> known) {
        if (!known.stream().allMatch(e -> e.act().equals(order.what().act().term()))) {
            return Uni.createFrom().failure(new OrderRefused(Why.ID_TAKEN));
        }
        return look(order)
                .chain(
                        found ->
                                found.persons().isEmpty()
                                        ? Uni.createFrom().item(known.size())
                                        : giveRest(order, found, known));
    }

    /** An order for several persons may have stopped half-way. */
    private Uni<Integer> giveRest(Order order, Found found, List<OrderedEntry> known) {
        Set<Hash> ordered = known.stream().map(OrderedEntry::subject).collect(Collectors.toSet());
        List<Person> persons = identified(found);
        List<Person> rest =
                persons.stream().filter(p -> !ordered.contains(subject(order, p))).toList();
        if (rest.size() == persons.size()) {
            return Uni.createFrom().failure(new OrderRefused(Why.ID_TAKEN));
        }
        return publish(order, rest, persons.size()).replaceWith(persons.size());
    }

    /** What has become of an order to erase. */
    public Uni<ErasureReceipt> receipt(String site, UUID id) {
        return index.ofOrder(site, id, LookUps.SUBJECTS_MAX)
                .chain(known -> ledger.at(places(known)))
                .map(ErasureReceipt::of);
    }

    private static List<Place> places(List<OrderedEntry> entries) {
        return entries.stream().map(OrderedEntry::place).toList();
    }

    private Uni<List<Person>> persons(Order order) {
        return look(order).map(Orders::identified);
    }

    private Uni<Found> look(Order order) {
        return lookUps.look(
                new LookUp(
                        order.inCase(), order.whom(), order.asker(), clock.instant(), NO_TIMELINE));
    }

    private static List<Person> identified(Found found) {
        if (found.persons().isEmpty()) {
            throw new OrderRefused(Why.NOBODY_FOUND);
        }
        if (found.persons().stream().anyMatch(person -> person.pseudonym().isEmpty())) {
            throw new OrderRefused(Why.NO_PSEUDONYM);
        }
        return found.persons();
    }

    private List<Hash> subjects(Order order, List<Person> persons) {
        return persons.stream().map(person -> subject(order, person)).toList();
    }

    private Hash subject(Order order, Person person) {
        return keys.subject(order.inCase().site(), person.pseudonym().orElseThrow());
    }
}
