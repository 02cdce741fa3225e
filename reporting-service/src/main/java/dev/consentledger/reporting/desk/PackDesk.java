package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.ProofQuestion.Access;
import dev.consentledger.reporting.pack.PackShelf;
import dev.consentledger.reporting.pack.PackState;
import dev.consentledger.reporting.pack.PackStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes orders of audit packs, and lets packs go. Each order and each download is recorded in the
 * ledger first: once for each person that a pack is about, so that it stands among their entries.
 * Thread-safe.
 */
public final class PackDesk {

    /** Of one site, waiting or being made; more would wait for days. */
    public static final int OPEN_MAX = 20;

    private static final Access ORDERED = new Access(Act.EXPORT, Map.of("step", "ordered"));
    private static final Access DOWNLOADED = new Access(Act.EXPORT, Map.of("step", "downloaded"));

    private final PersonIndex index;
    private final LookUps lookUps;
    private final PackShelf shelf;
    private final Acts acts;
    private final Clock clock;

    public PackDesk(PersonIndex index, LookUps lookUps, PackShelf shelf, Acts acts, Clock clock) {
        this.index = index;
        this.lookUps = lookUps;
        this.shelf = shelf;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Orders a pack.
     *
     * @return empty where nothing is known of the person, which is recorded; fails with {@link
     *     TooManyPacks}, {@link SeveralPersons}, {@link Restricted} or {@link Unavailable}; any
     *     other failure means that the database is away
     */
    public Uni<Optional<PackStatus>> order(PackWish wish) {
        return shelf.open(wish.inCase().site()).chain(open -> order(wish, open));
    }

    private Uni<Optional<PackStatus>> order(PackWish wish, long open) {
        if (open >= OPEN_MAX) {
            return Uni.createFrom().failure(new TooManyPacks());
        }
        if (wish.of() instanceof PackWish.OfPeriod period) {
            return add(wish, order(wish, period.period()), List.of());
        }
        Whom whom = ((PackWish.OfPerson) wish.of()).whom();
        return index.subjects(wish.inCase().site(), whom, LookUps.SUBJECTS_MAX)
                .chain(subjects -> order(wish, whom, subjects));
    }

    private Uni<Optional<PackStatus>> order(PackWish wish, Whom whom, List<Hash> subjects) {
        if (subjects.isEmpty()) {
            return acts.record(
                            Act.NO_RECORD,
                            wish.inCase(),
                            wish.asker(),
                            Optional.empty(),
                            whom.matchedBy())
                    .replaceWith(Optional.empty());
        }
        if (subjects.size() > 1 && whom instanceof Whom.Event) {
            return Uni.createFrom().failure(new SeveralPersons());
        }
        PackQuestion question = new PackQuestion.Person(whom.matchedBy(), subjects.size());
        return add(wish, order(wish, question), subjects);
    }

    private PackOrder order(PackWish wish, PackQuestion question) {
        return new PackOrder(
                acts.newId(),
                wish.inCase().site(),
                wish.inCase().reference(),
                wish.asker().name(),
                wish.asker().role(),
                clock.instant(),
                question,
                wish.withheld(),
                wish.allowed(),
                wish.sample());
    }

    private Uni<Optional<PackStatus>> add(PackWish wish, PackOrder order, List<Hash> subjects) {
        return persons(order.site(), subjects)
                .invoke(persons -> requireAllowed(wish, persons))
                .chain(persons -> record(order, wish.inCase(), wish.asker(), ORDERED, persons))
                .chain(() -> shelf.add(order, wish.inCase().id(), subjects))
                .chain(() -> shelf.find(order.id()));
    }

    private static void requireAllowed(PackWish wish, List<Person> persons) {
        if (!wish.allowed() && persons.stream().anyMatch(Person::restricted)) {
            throw new Restricted();
        }
    }

    /** Records that somebody gets a pack; fails with {@link PackNotDone} where it has no file. */
    public Uni<Void> download(PackStatus pack, Case inCase, Asker asker) {
        return hand(pack, inCase, asker, DOWNLOADED);
    }

    /**
     * A pack of the case's site, for somebody who has a link to it; that is recorded as an access.
     *
     * @return empty where the site has no such pack; fails with {@link PackNotDone}
     */
    public Uni<Optional<PackStatus>> open(UUID id, Case inCase, Asker asker, Access access) {
        return shelf.find(id)
                .map(found -> found.filter(pack -> pack.order().site().equals(inCase.site())))
                .call(
                        found ->
                                found.map(pack -> hand(pack, inCase, asker, access))
                                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> hand(PackStatus pack, Case inCase, Asker asker, Access access) {
        return pack.state() != PackState.DONE
                ? Uni.createFrom().failure(new PackNotDone(pack.state()))
                : persons(pack.order().site(), pack.subjects())
                        .chain(persons -> record(pack.order(), inCase, asker, access, persons));
    }

    private Uni<List<Person>> persons(String site, List<Hash> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().item(List.of())
                : lookUps.persons(site, subjects, clock.instant());
    }

    private Uni<Void> record(
            PackOrder order, Case inCase, Asker asker, Access access, List<Person> persons) {
        if (persons.isEmpty()) {
            return acts.pack(access, order, inCase, asker, Optional.empty());
        }
        return Multi.createFrom()
                .iterable(persons)
                .onItem()
                .transformToUniAndConcatenate(
                        person -> acts.pack(access, order, inCase, asker, person.pseudonym()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
