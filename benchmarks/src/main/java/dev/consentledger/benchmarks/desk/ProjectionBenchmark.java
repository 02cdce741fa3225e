package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * How fast entries become figures, beside the append of the same entries: those that the drain has,
 * of a busy time.
 */
public final class ProjectionBenchmark {

    private ProjectionBenchmark() {}

    /**
     * Fills a ledger and gives the figures as Markdown.
     *
     * @param entries of each half
     */
    public static String run(Path directory, int entries)
            throws IOException, InterruptedException, SQLException {
        RealisticRecords records = new RealisticRecords(FilledDesk.SHARDS);
        try (FilledDesk desk = FilledDesk.of(directory, records, 2 * entries, made -> {})) {
            String drained = drained(desk.append(), desk.projection(), entries);
            System.out.println(drained);
            return drained
                    + "\n"
                    + anew(reconciliation(desk.officer()), rebuild(desk.officer(), 2L * entries));
        }
    }

    private static String drained(Drain append, Drain projection, int entries) {
        Table table =
                new Table(
                        List.of(
                                "%s entries, entries/s".formatted(Table.whole(entries)),
                                "fresh",
                                "of the append",
                                "warm",
                                "of the append"));
        table.row(row("appended by ledger-service", append, append));
        table.row(row("projected by reporting-service", projection, append));
        return table.toString();
    }

    private static List<String> row(String what, Drain drain, Drain append) {
        return List.of(
                what,
                Table.whole(drain.fresh().perSecond()),
                Table.decimals(2, drain.fresh().perSecond() / append.fresh().perSecond()),
                Table.whole(drain.warm().perSecond()),
                Table.decimals(2, drain.warm().perSecond() / append.warm().perSecond()));
    }

    private static String anew(Work reconciliation, Work rebuild) {
        Table table = new Table(List.of("all entries", "entries", "s", "entries/s"));
        table.row(row("reconciled: counted anew and compared", reconciliation));
        table.row(row("rebuilt while the old figures answer", rebuild));
        return table.toString();
    }

    private static List<String> row(String what, Work work) {
        return List.of(
                what,
                Table.whole(work.entries()),
                Table.decimals(1, work.seconds()),
                Table.whole(work.perSecond()));
    }

    private static Work reconciliation(Officer officer) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Officer.Reconciled reconciled = officer.reconcile();
        if (reconciled.differences() != 0) {
            throw new IllegalStateException(reconciled.toString());
        }
        return Work.since(began, reconciled.entries());
    }

    private static Work rebuild(Officer officer, long entries)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        officer.rebuild();
        return Work.since(began, entries);
    }
}
