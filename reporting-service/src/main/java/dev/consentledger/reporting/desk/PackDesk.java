package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.reporting.desk.Found.Person;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.pack.PackShelf;
import dev.consentledger.reporting.pack.PackStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes orders of audit packs, and lets packs go. Each order and each download is recorded in the
 * ledger first: once for each person that a pack is about, so that it stands among their entries.
 * Thread-safe.
 */
public final class PackDesk {

    /** Of one site, waiting or being made; more would wait for days. */
    public static final int OPEN_MAX = 20;

    private static final String ORDERED = "ordered";
    private static final String DOWNLOADED = "downloaded";

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

    /** Records that somebody gets a pack. */
    public Uni<Void> download(PackStatus pack, Case inCase, Asker asker) {
        return persons(pack.order().site(), pack.subjects())
                .chain(persons -> record(pack.order(), inCase, asker, DOWNLOADED, persons));
    }

    private Uni<List<Person>> persons(String site, List<Hash> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().item(List.of())
                : lookUps.persons(site, subjects, clock.instant());
    }

    private Uni<Void> record(
            PackOrder order, Case inCase, Asker asker, String step, List<Person> persons) {
        if (persons.isEmpty()) {
            return acts.export(order, step, inCase, asker, Optional.empty());
        }
        return Multi.createFrom()
                .iterable(persons)
                .onItem()
                .transformToUniAndConcatenate(
                        person -> acts.export(order, step, inCase, asker, person.pseudonym()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
