package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.Prefill;
import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.benchmarks.drain.RealisticRecords.Made;
import dev.consentledger.benchmarks.report.Sample;
import dev.consentledger.benchmarks.report.Table;
import dev.consentledger.standalone.Stand;
import dev.consentledger.standalone.StandOptions;
import dev.consentledger.standalone.service.ServiceName;
import dev.consentledger.standalone.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How long a data protection officer waits for a person's timeline and for a proof, of random
 * visitors among many. Each question is asked after the answer to the one before, and each is an
 * entry of the ledger before it is answered.
 */
public final class DeskBenchmark {

    private static final int EPOCH = 1;
    private static final int SHARDS = 4;
    private static final int WARM_UP = 200;
    private static final int LOOK_MILLIS = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
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
    @SuppressWarnings("try") // consent-api publishes the policies and is not spoken to.
    public static String run(Path directory, int entries, int questions)
            throws IOException, InterruptedException, SQLException {
        try (Stand stand =
                        Stand.start(
                                directory,
                                StandOptions.withFreePorts().withEpochAndShards(EPOCH, SHARDS));
                ServiceProcess ledger = stand.startService(ServiceName.LEDGER_SERVICE);
                ServiceProcess api = stand.startService(ServiceName.CONSENT_API)) {
            ledger.stop();
            List<Visitor> visitors = fill(stand, entries, WARM_UP + questions);
            ledger.restart();
            Work append = drained(stand, Part.LEDGER, ledger, entries);
            try (ServiceProcess reporting =
                    stand.launchService(
                            ServiceName.REPORTING_SERVICE,
                            Map.of("CONSENT_LOOK_UPS_PER_MINUTE", "1000000"))) {
                reporting.awaitReady();
                Work projection = drained(stand, Part.REPORTING, reporting, entries);
                System.out.println(works(append, projection));
                Officer officer = new Officer(reporting.uri(), stand.adminPassword().orElseThrow());
                String site = visitors.get(0).site();
                StringJoiner figures = new StringJoiner("\n");
                figures.add(told(ask(officer, ledger, visitors, entries)));
                figures.add(told(reports(officer, site, entries)));
                figures.add(
                        told(
                                works(
                                        append,
                                        projection,
                                        reconciliation(officer),
                                        rebuild(officer, entries))));
                figures.add(told(pack(officer, site, entries)));
                return figures.toString();
            }
        }
    }

    /** Each is told as soon as it is known: with many entries, all of them take an hour. */
    private static String told(String figures) {
        System.out.println(figures);
        return figures;
    }

    /** Somebody of whom there is an event. */
    record Visitor(String site, String subject, String eventId) {}

    private static List<Visitor> fill(Stand stand, int entries, int wanted) {
        List<Visitor> all = new ArrayList<>();
        int each = Math.max(entries / (wanted * 2), 1);
        Consumer<Made> some =
                new Consumer<>() {
                    private int number;

                    @Override
                    public void accept(Made made) {
                        if (++number % each == 0) {
                            made.subject().ifPresent(subject -> all.add(visitor(made, subject)));
                        }
                    }
                };
        Prefill.send(
                stand.kafkaBootstrapServers(),
                "consent.records.v1." + EPOCH,
                new RealisticRecords(SHARDS, BEGIN, PERIOD.dividedBy(entries / EVENTS_PER_VISIT)),
                entries,
                some);
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(wanted, all.size()));
    }

    private static Visitor visitor(Made made, String subject) {
        return new Visitor(made.entry().site(), subject, made.entry().eventId().toString());
    }

    private static String ask(
            Officer officer, ServiceProcess ledger, List<Visitor> visitors, int entries)
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
            officer.get(ledger.uri().resolve("/v1/proofs/" + visitor.eventId()));
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

    /** From the first batch on, so that the start of a process is not in it. */
    private static Work drained(Stand stand, Part part, ServiceProcess service, int entries)
            throws InterruptedException, SQLException {
        await(service, () -> counted(stand, part) > 0);
        long first = counted(stand, part);
        long began = System.nanoTime();
        await(service, () -> counted(stand, part) >= entries);
        return Work.since(began, part.work, entries - first);
    }

    /** Something that goes over all entries. */
    private record Work(String what, long entries, double seconds) {

        static Work since(long nanos, String what, long entries) {
            return new Work(what, entries, (System.nanoTime() - nanos) / NANOS_PER_SECOND);
        }

        double perSecond() {
            return entries / seconds;
        }
    }

    private static Work reconciliation(Officer officer) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Officer.Reconciled reconciled = officer.reconcile();
        if (reconciled.differences() != 0) {
            throw new IllegalStateException(reconciled.toString());
        }
        return Work.since(began, "reconciled: counted anew and compared", reconciled.entries());
    }

    private static Work rebuild(Officer officer, long entries)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        officer.rebuild();
        return Work.since(began, "rebuilt while the old figures answer", entries);
    }

    private static String works(Work append, Work... others) {
        Table table =
                new Table(List.of("all entries", "entries", "s", "entries/s", "of the first"));
        for (Work work : Stream.concat(Stream.of(append), Stream.of(others)).toList()) {
            table.row(
                    List.of(
                            work.what(),
                            Table.whole(work.entries()),
                            Table.decimals(1, work.seconds()),
                            Table.whole(work.perSecond()),
                            Table.decimals(2, work.perSecond() / append.perSecond())));
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

    /** Whose tables are counted. */
    private enum Part {
        LEDGER("appended by ledger-service", "SELECT coalesce(sum(size), 0) FROM signed_heads"),
        REPORTING(
                "projected by reporting-service",
                "SELECT coalesce(sum(next_index), 0) FROM shard_position");

        private final String work;
        private final String sql;

        Part(String work, String sql) {
            this.work = work;
            this.sql = sql;
        }
    }

    private static long counted(Stand stand, Part part) throws SQLException {
        var database = part == Part.LEDGER ? stand.ledgerOwner() : stand.reporting();
        try (Connection connection =
                        DriverManager.getConnection(
                                stand.jdbcUrl(database), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(part.sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Something that is looked at again and again. */
    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void await(ServiceProcess service, Condition condition)
            throws InterruptedException, SQLException {
        while (!condition.holds()) {
            if (!service.isAlive()) {
                throw new IllegalStateException("a service ended: see " + service.log());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
