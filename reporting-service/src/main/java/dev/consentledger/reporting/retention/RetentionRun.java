package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.desk.Holds;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.LedgerRecords;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.retention.RetentionIndex.Page;
import dev.consentledger.reporting.retention.RetentionIndex.Row;
import dev.consentledger.reporting.retention.Run.Tally;
import dev.consentledger.reporting.retention.Scan.Group;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through everybody of a site once and orders what is due. It asks the ledger what is still
 * there and is told the rest by its own tables, so that it can be broken off anywhere and begun
 * again. Thread-safe.
 */
public final class RetentionRun {

    /** Between two pages, for whoever else uses the database and the ledger. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String CONSENT = Kind.CONSENT.term();
    private static final String HOLD = Kind.HOLD.term();

    private final RetentionIndex index;
    private final FigureQuery figures;
    private final LedgerRecords ledger;
    private final RetentionOrders orders;

    public RetentionRun(
            RetentionIndex index,
            FigureQuery figures,
            LedgerRecords ledger,
            RetentionOrders orders) {
        this.index = index;
        this.figures = figures;
        this.ledger = ledger;
        this.orders = orders;
    }

    /**
     * Runs.
     *
     * @param asOf what is due later is not due; runs as of the same time order the same
     * @return fails where the database, the ledger or the broker is away; what was ordered before
     *     is ordered
     */
    Uni<Tally> run(String site, Retention retention, Instant asOf) {
        return figures.policies(site)
                .map(policies -> new Scan(site, new Due(retention, policies, asOf)))
                .chain(
                        scan ->
                                pages(scan)
                                        .chain(() -> orderGuests(scan, true))
                                        .map(done -> scan.tally()));
    }

    private Uni<Void> pages(Scan scan) {
        return Multi.createBy()
                .repeating()
                .uni(() -> scan, this::page)
                .withDelay(PAUSE)
                .until(Page::last)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Page> page(Scan scan) {
        Instant before = scan.due.retention().cutoff(scan.due.asOf());
        return index.subjects(scan.site, before, scan.after())
                .call(page -> index.rows(page.subjects()).chain(rows -> order(scan, rows)))
                .invoke(page -> scan.advance(page.subjects()));
    }

    private Uni<Void> order(Scan scan, List<Row> rows) {
        Map<Hash, List<Row>> bySubject = new LinkedHashMap<>();
        rows.forEach(
                row -> bySubject.computeIfAbsent(row.subject(), s -> new ArrayList<>()).add(row));
        return records(rows)
                .chain(
                        found ->
                                InOrder.each(
                                        bySubject.values(),
                                        ofOne -> order(scan, new About(ofOne, found))))
                .chain(() -> orderGuests(scan, false));
    }

    private Uni<Map<Place, LedgerRecord>> records(List<Row> rows) {
        List<Place> places =
                rows.stream()
                        .filter(row -> row.kind().equals(CONSENT) || row.kind().equals(HOLD))
                        .map(Row::place)
                        .toList();
        return ledger.all(places);
    }

    /** What is known about one subject. */
    private record About(List<Row> rows, Map<Place, LedgerRecord> found) {

        List<LedgerRecord> ofKind(String kind) {
            return rows.stream()
                    .filter(row -> row.kind().equals(kind) && found.containsKey(row.place()))
                    .map(row -> found.get(row.place()))
                    .toList();
        }

        boolean isWhole(String kind) {
            long wanted = rows.stream().filter(row -> row.kind().equals(kind)).count();
            return wanted == ofKind(kind).size();
        }

        long end() {
            return rows.stream().mapToLong(row -> row.place().index()).max().orElse(-1) + 1;
        }

        long newestHold() {
            return rows.stream()
                    .filter(row -> row.kind().equals(HOLD))
                    .mapToLong(row -> row.place().index())
                    .max()
                    .orElse(-1);
        }
    }

    private Uni<Void> order(Scan scan, About about) {
        List<LedgerRecord> consents = about.ofKind(CONSENT);
        // What the ledger does not tell cannot be judged, nor anything beside it.
        if (consents.isEmpty() || !about.isWhole(CONSENT) || !about.isWhole(HOLD)) {
            return Uni.createFrom().voidItem();
        }
        if (consents.get(0).entry().commitments().subject().isEmpty()) {
            consents.forEach(consent -> gather(scan, consent));
            return Uni.createFrom().voidItem();
        }
        Optional<String> pseudonym =
                consents.stream().flatMap(record -> record.subject().stream()).findFirst();
        boolean complete = about.rows().size() < RetentionIndex.ROWS_MAX;
        List<Ending> endings =
                scan.due.of(
                        consents.stream().map(RetentionRun::kept).toList(), about.end(), complete);
        if (pseudonym.isEmpty() || endings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (Holds.isOpen(about.ofKind(HOLD))) {
            scan.held();
            return Uni.createFrom().voidItem();
        }
        return InOrder.each(
                endings,
                ending ->
                        orders.order(scan.site, pseudonym.get(), ending, about.newestHold())
                                .invoke(scan::ordered));
    }

    private static void gather(Scan scan, LedgerRecord guest) {
        Set<PartName> parts = scan.due.of(kept(guest));
        if (!parts.isEmpty()) {
            scan.add(new Group(guest.place().shard(), parts), guest.place().index());
        }
    }

    private static Kept kept(LedgerRecord consent) {
        Set<PartName> parts = EnumSet.of(PartName.SUBJECT);
        parts.addAll(consent.evidence().keySet());
        return new Kept(consent.personEntry(), parts);
    }

    private Uni<Void> orderGuests(Scan scan, boolean atTheEnd) {
        return InOrder.each(
                scan.take(atTheEnd).entrySet(),
                taken ->
                        InOrder.each(
                                taken.getValue(), some -> orderGuests(scan, taken.getKey(), some)));
    }

    private Uni<Void> orderGuests(Scan scan, Group group, List<Long> indexes) {
        return orders.order(scan.site, group.shard(), group.parts(), indexes).invoke(scan::ordered);
    }
}
