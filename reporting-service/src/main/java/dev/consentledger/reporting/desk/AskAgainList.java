package dev.consentledger.reporting.desk;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.report.AskAgain;
import dev.consentledger.reporting.report.Choice;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.ChoiceIndex.Row;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.Standing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whose grants do not cover the policy in force, one after the other, in memory that does not
 * grow. Whoever has restricted the use of their record is not told (GDPR art. 18); whoever was
 * erased is not known. Thread-safe.
 */
public final class AskAgainList {

    private static final String WHAT = "ask_again";

    private final ChoiceIndex choices;
    private final PersonIndex persons;
    private final FigureQuery figures;
    private final LedgerRecords ledger;
    private final Acts acts;
    private final Clock clock;

    public AskAgainList(
            ChoiceIndex choices,
            PersonIndex persons,
            FigureQuery figures,
            LedgerRecords ledger,
            Acts acts,
            Clock clock) {
        this.choices = choices;
        this.persons = persons;
        this.figures = figures;
        this.ledger = ledger;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Somebody who would have to be asked again for a category.
     *
     * @param policy the version that they granted under
     * @param because for people
     */
    public record Person(
            String subject,
            String category,
            String policy,
            String jurisdiction,
            Instant grantedAt,
            String because) {}

    /**
     * What was found among some subjects.
     *
     * @param withheld grants of whoever has restricted the use
     */
    public record Piece(List<Person> persons, long withheld) {}

    /**
     * Everybody at the site of a case, in pieces. That the list was asked for is recorded before
     * the first piece.
     *
     * @param category the only one that is looked at; empty for all
     * @return fails with {@link Unavailable} where it could not be recorded or the ledger is away;
     *     any other failure means that the database is
     */
    public Multi<Piece> of(Case inCase, Asker asker, Optional<String> category) {
        return figures.policies(inCase.site())
                .call(() -> acts.list(WHAT, inCase, asker))
                .map(policies -> new AskAgain(policies, clock.instant()))
                .onItem()
                .transformToMulti(askAgain -> walk(new Walk(inCase.site(), askAgain, category)));
    }

    /** How far a list has come. Not thread-safe. */
    private static final class Walk {
        private final String site;
        private final AskAgain askAgain;
        private final Optional<String> category;
        private ChoiceIndex.Place after = ChoiceIndex.Place.START;
        private boolean last;

        Walk(String site, AskAgain askAgain, Optional<String> category) {
            this.site = site;
            this.askAgain = askAgain;
            this.category = category;
        }

        void advance(ChoiceIndex.Page page) {
            last = page.last();
            if (!page.rows().isEmpty()) {
                after = page.rows().get(page.rows().size() - 1).place();
            }
        }

        List<Candidate> candidates(List<Row> rows) {
            List<Candidate> found = new ArrayList<>();
            for (Row row : rows) {
                row.choices()
                        .byCategory()
                        .forEach(
                                (id, history) -> {
                                    if (category.filter(only -> !only.equals(id)).isEmpty()) {
                                        history.latest()
                                                .flatMap(choice -> candidate(row, id, choice))
                                                .ifPresent(found::add);
                                    }
                                });
            }
            return found;
        }

        private Optional<Candidate> candidate(Row row, String id, Choice choice) {
            return choice.standing() == Standing.GRANTED
                    ? askAgain.because(id, choice.under())
                            .map(because -> new Candidate(row.place(), id, choice, because))
                    : Optional.empty();
        }
    }

    /** A grant that does not cover the policy in force, of whom is not known yet. */
    private record Candidate(ChoiceIndex.Place of, String category, Choice choice, String because) {

        Place place() {
            return new Place(of.shard(), choice.index());
        }

        Person person(String subject) {
            return new Person(
                    subject,
                    category,
                    choice.under().policy(),
                    choice.under().jurisdiction(),
                    choice.effectiveAt(),
                    because);
        }
    }

    private Multi<Piece> walk(Walk walk) {
        return Multi.createBy().repeating().uni(() -> piece(walk)).whilst(piece -> !walk.last);
    }

    private Uni<Piece> piece(Walk walk) {
        return choices.choices(List.of(walk.site), walk.after)
                .invoke(walk::advance)
                .map(page -> walk.candidates(page.rows()))
                .chain(this::persons);
    }

    private Uni<Piece> persons(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().item(new Piece(List.of(), 0));
        }
        return persons.restricted(candidates.stream().map(c -> c.of().subject()).toList())
                .chain(restricted -> persons(candidates, restricted));
    }

    private Uni<Piece> persons(List<Candidate> candidates, Set<Hash> restricted) {
        List<Candidate> told =
                candidates.stream().filter(c -> !restricted.contains(c.of().subject())).toList();
        return ledger.all(told.stream().map(Candidate::place).distinct().toList())
                .map(records -> persons(told, records))
                .map(found -> new Piece(found, candidates.size() - told.size()));
    }

    private static List<Person> persons(List<Candidate> told, Map<Place, LedgerRecord> records) {
        return told.stream()
                .flatMap(
                        candidate ->
                                Optional.ofNullable(records.get(candidate.place()))
                                        .flatMap(LedgerRecord::subject)
                                        .map(candidate::person)
                                        .stream())
                .toList();
    }
}
