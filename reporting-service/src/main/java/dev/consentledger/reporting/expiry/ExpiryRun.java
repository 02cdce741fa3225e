package dev.consentledger.reporting.expiry;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.report.ChoiceIndex;
import dev.consentledger.reporting.report.ChoiceIndex.Page;
import dev.consentledger.reporting.report.ChoiceIndex.Row;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.PoliciesInForce;
import dev.consentledger.reporting.retention.InOrder;
import dev.consentledger.reporting.retention.RetentionIndex;
import dev.consentledger.reporting.timeline.Lapse;
import dev.consentledger.reporting.timeline.Lapses;
import dev.consentledger.reporting.timeline.PersonEntry;
import dev.consentledger.reporting.timeline.Timelines;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks through the choices of everybody once and records what has expired. Only of whom something
 * may have lapsed the ledger is asked; the rest is told by the own tables. What was recorded is
 * recorded again under the same id until it is projected, so that a run can be broken off anywhere
 * and begun again. Thread-safe.
 */
public final class ExpiryRun {

    /** Between two pages, for whoever else uses the database and the ledger. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Set<String> KINDS = Set.of(Kind.CONSENT.term(), Kind.ERASURE.term());

    private final ChoiceIndex index;
    private final RetentionIndex entries;
    private final FigureQuery figures;
    private final LedgerRecords ledger;
    private final Expiries expiries;

    public ExpiryRun(
            ChoiceIndex index,
            RetentionIndex entries,
            FigureQuery figures,
            LedgerRecords ledger,
            Expiries expiries) {
        this.index = index;
        this.entries = entries;
        this.figures = figures;
        this.ledger = ledger;
        this.expiries = expiries;
    }

    /**
     * Runs.
     *
     * @param until what lapses later has not lapsed
     * @return what came of it at each site; fails where the database, the ledger or the broker is
     *     away, and what was recorded before is recorded
     */
    public Uni<Map<String, Tally>> run(Collection<String> sites, Instant until) {
        return Multi.createFrom()
                .iterable(sites)
                .onItem()
                .transformToUniAndConcatenate(figures::policies)
                .collect()
                .asList()
                .chain(policies -> run(new Walk(List.copyOf(sites), policies, until)));
    }

    private Uni<Map<String, Tally>> run(Walk walk) {
        if (walk.sites().isEmpty()) {
            return Uni.createFrom().item(walk.tallies());
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> walk, this::page)
                .withDelay(PAUSE)
                .until(Page::last)
                .collect()
                .last()
                .map(last -> walk.tallies());
    }

    private Uni<Page> page(Walk walk) {
        return index.choices(walk.sites(), walk.after())
                .call(page -> record(walk, walk.lapsing(page.rows())))
                .invoke(page -> walk.advance(page.rows()));
    }

    private Uni<Void> record(Walk walk, List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return entries.rows(rows.stream().map(row -> row.place().subject()).toList())
                .chain(this::about)
                .chain(about -> record(walk, rows, about));
    }

    /** Everything about one subject that was found. */
    private record About(boolean whole, List<LedgerRecord> records) {

        private static final About NOTHING = new About(false, List.of());

        List<PersonEntry> entries() {
            return records.stream().map(LedgerRecord::personEntry).toList();
        }

        Optional<String> pseudonym() {
            return records.stream().flatMap(record -> record.subject().stream()).findFirst();
        }
    }

    private Uni<Map<Hash, About>> about(List<RetentionIndex.Row> found) {
        return ledger.all(
                        found.stream()
                                .filter(row -> KINDS.contains(row.kind()))
                                .map(RetentionIndex.Row::place)
                                .toList())
                .map(records -> bySubject(found, records));
    }

    private static Map<Hash, About> bySubject(
            List<RetentionIndex.Row> found, Map<LedgerRecord.Place, LedgerRecord> records) {
        Map<Hash, About> about = new HashMap<>();
        found.stream()
                .collect(Collectors.groupingBy(RetentionIndex.Row::subject))
                .forEach((subject, rows) -> about.put(subject, about(rows, records)));
        return about;
    }

    /** What the ledger does not tell cannot be judged, nor anything beside it. */
    private static About about(
            List<RetentionIndex.Row> rows, Map<LedgerRecord.Place, LedgerRecord> records) {
        List<LedgerRecord> known =
                rows.stream()
                        .filter(row -> records.containsKey(row.place()))
                        .map(row -> records.get(row.place()))
                        .toList();
        long wanted = rows.stream().filter(row -> KINDS.contains(row.kind())).count();
        return new About(known.size() == wanted && rows.size() < RetentionIndex.ROWS_MAX, known);
    }

    private Uni<Void> record(Walk walk, List<Row> rows, Map<Hash, About> about) {
        return InOrder.each(
                rows,
                row ->
                        record(
                                walk,
                                row.choices().site(),
                                about.getOrDefault(row.place().subject(), About.NOTHING)));
    }

    private Uni<Void> record(Walk walk, String site, About about) {
        Optional<String> pseudonym = about.pseudonym();
        PoliciesInForce policies = walk.policies(site);
        List<Lapse> lapses =
                about.whole() && pseudonym.isPresent()
                        ? Lapses.of(about.entries(), policies, walk.until())
                        : List.of();
        if (lapses.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (Timelines.restricted(about.entries())) {
            walk.count(site, new Tally(0, 1));
            return Uni.createFrom().voidItem();
        }
        return InOrder.each(lapses, lapse -> record(walk, pseudonym.get(), lapse));
    }

    private Uni<Void> record(Walk walk, String pseudonym, Lapse lapse) {
        return expiries.record(pseudonym, lapse)
                .invoke(() -> walk.count(lapse.consent().site(), new Tally(1, 0)));
    }
}
