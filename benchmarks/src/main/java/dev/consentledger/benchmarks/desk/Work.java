package dev.consentledger.benchmarks.desk;

import dev.consentledger.benchmarks.report.Table;
import java.util.List;

/** Something that went over all entries. */
record Work(String what, long entries, double seconds) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Work since(long nanos, String what, long entries) {
        return new Work(what, entries, (System.nanoTime() - nanos) / NANOS_PER_SECOND);
    }

    private double perSecond() {
        return entries / seconds;
    }

    /** One row each; the first one is what the others are compared with. */
    static String table(List<Work> works) {
        Table table =
                new Table(List.of("all entries", "entries", "s", "entries/s", "of the first"));
        for (Work work : works) {
            table.row(
                    List.of(
                            work.what,
                            Table.whole(work.entries),
                            Table.decimals(1, work.seconds),
                            Table.whole(work.perSecond()),
                            Table.decimals(2, work.perSecond() / works.get(0).perSecond())));
        }
        return table.toString();
    }
}
