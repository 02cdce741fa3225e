package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.drain.RealisticRecords;
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

    /** Fills a ledger and gives the figures as Markdown. */
    public static String run(Path directory, int entries)
            throws IOException, InterruptedException, SQLException {
        RealisticRecords records = new RealisticRecords(FilledDesk.SHARDS);
        try (FilledDesk desk = FilledDesk.of(directory, records, entries, made -> {})) {
            return Work.table(
                    List.of(
                            desk.append(),
                            desk.projection(),
                            reconciliation(desk.officer()),
                            rebuild(desk.officer(), entries)));
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
}
