package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.benchmarks.drain.RealisticRecords.Made;
import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * How long a data protection officer waits for a person's timeline and for a proof, of random
 * visitors among many. Each question is asked after the answer to the one before, and each is an
 * entry of the ledger before it is answered.
 */
public final class DeskBenchmark {

    private static final int WARM_UP = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long SEED = 20_261_128;

    /** When the visitors came, whom reports are about. */
    private static final Instant BEGIN = Instant.parse("2026-08-30T00:00:00Z");

    private static final Duration PERIOD = Duration.ofDays(90);

    /** A little more than there are, so that the period is over in the end. */
    private static final int EVENTS_PER_VISIT = 2;

    private static final int REPORTS_WARM_UP = 50;
    private static final int REPORTS_ASKED = 200;
    private static final List<String> REPORTS =
            List.of("", "by=language", "by=policy&bots=without", "interval=day");

    private DeskBenchmark() {}

    /** Fills a ledger, asks so many questions of each kind, and gives the figures as Markdown. */
    public static String run(Path directory, int entries, int questions)
            throws IOException, InterruptedException, SQLException {
        RealisticRecords records =
                new RealisticRecords(
                        FilledDesk.SHARDS, BEGIN, PERIOD.dividedBy(entries / EVENTS_PER_VISIT));
        Visitors visitors = new Visitors(WARM_UP + questions, entries);
        try (FilledDesk desk = FilledDesk.of(directory, records, entries, visitors)) {
            Officer officer = desk.officer();
            List<Visitor> chosen = visitors.chosen();
            String site = chosen.get(0).site();
            StringJoiner figures = new StringJoiner("\n");
            figures.add(told(ask(officer, desk.ledgerUri(), chosen, entries)));
            figures.add(told(reports(officer, site, entries)));
            figures.add(told(pack(officer, site, entries)));
            return figures.toString();
        }
    }

    /** Each is told as soon as it is known: with many entries, all of them take an hour. */
    private static String told(String figures) {
        System.out.println(figures);
        return figures;
    }

    /** Somebody of whom there is an event. */
    record Visitor(String site, String subject, String eventId) {}

    /** Some of the visitors who came. */
    private static final class Visitors implements Consumer<Made> {

        /** Not every event is of somebody who is known. */
        private static final int SPARE = 8;

        private final int wanted;
        private final int each;
        private final List<Visitor> some = new ArrayList<>();
        private int number;

        Visitors(int wanted, int entries) {
            this.wanted = wanted;
            this.each = Math.max(entries / (wanted * SPARE), 1);
        }

        @Override
        public void accept(Made made) {
            made.subject()
                    .filter(subject -> ++number % each == 0)
                    .ifPresent(subject -> some.add(visitor(made, subject)));
        }

        List<Visitor> chosen() {
            List<Visitor> shuffled = new ArrayList<>(some);
            Collections.shuffle(shuffled, new Random(SEED));
            return shuffled.subList(0, Math.min(wanted, shuffled.size()));
        }
    }

    private static Visitor visitor(Made made, String subject) {
        return new Visitor(made.entry().site(), subject, made.entry().eventId().toString());
    }

    private static String ask(Officer officer, URI ledger, List<Visitor> visitors, int entries)
            throws IOException, InterruptedException {
        List<Double> lookUps = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        List<Double> inclusions = new ArrayList<>();
        int number = 0;
        for (Visitor visitor : visitors) {
            long began = System.nanoTime();
            officer.lookUp(visitor);
            long found = System.nanoTime();
            officer.bundle(visitor);
            long downloaded = System.nanoTime();
            officer.get(ledger.resolve("/v1/proofs/" + visitor.eventId()));
            long proved = System.nanoTime();
            if (number++ >= WARM_UP) {
                lookUps.add((found - began) / NANOS_PER_MILLI);
                both.add((downloaded - began) / NANOS_PER_MILLI);
                inclusions.add((proved - downloaded) / NANOS_PER_MILLI);
            }
        }
        Table table =
                new Table(
                        List.of(
                                "%s entries".formatted(Table.whole(entries)),
                                "asked",
                                "median, ms",
                                "99 of 100 within, ms",
                                "longest, ms"));
        table.row(row("a look-up by pseudonym, with its entry `access`", lookUps));
        table.row(row("from the look-up to the downloaded ZIP file", both));
        table.row(row("an inclusion proof of ledger-service", inclusions));
        return table.toString();
    }

    /** Reports over 90 days, in which the visitors came. */
    private static String reports(Officer officer, String site, int entries)
            throws IOException, InterruptedException {
        Table table =
                new Table(
                        List.of(
                                "a report over 90 days, %s entries".formatted(Table.whole(entries)),
                                "asked",
                                "median, ms",
                                "99 of 100 within, ms",
                                "longest, ms"));
        for (String query : REPORTS) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < REPORTS_WARM_UP + REPORTS_ASKED; i++) {
                long began = System.nanoTime();
                officer.report(site, query);
                if (i >= REPORTS_WARM_UP) {
                    millis.add((System.nanoTime() - began) / NANOS_PER_MILLI);
                }
            }
            table.row(row(query.isEmpty() ? "no breakdown" : "`" + query + "`", millis));
        }
        return table.toString();
    }

    /** The log is gone through as a whole, because the erased belong to a period too. */
    private static String pack(Officer officer, String site, int entries)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        Officer.Pack pack = officer.pack(site);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Table(
                        List.of(
                                "an audit pack of one of four sites",
                                "entries in it",
                                "MB",
                                "s",
                                "entries looked at/s"))
                .row(
                        List.of(
                                site,
                                Table.whole(pack.entries()),
                                Table.whole(pack.bytes() / 1e6),
                                Table.decimals(1, seconds),
                                Table.whole(entries / seconds)))
                .toString();
    }

    private static List<String> row(String what, List<Double> millis) {
        Sample sample = Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        return List.of(
                what,
                Table.whole(sample.size()),
                Table.decimals(1, sample.median()),
                Table.decimals(1, sample.percentile(0.99)),
                Table.decimals(1, sample.max()));
    }
}
