package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountQuestion.Part;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Interval;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sums of {@code report_count} over shards and a period. */
final class CountSums {

    private static final int KEYS = 4;

    private CountSums() {}

    static Uni<List<CountRow>> read(Mutiny.Session session, CountQuestion question) {
        List<Part> parts = question.parts();
        Mutiny.SelectionQuery<Object[]> query =
                session.createNativeQuery(sql(question, parts.size()), Object[].class)
                        .setParameter("site", question.site())
                        .setParameter("report", question.report().name())
                        .setParameter("dimension", question.dimension().term());
        if (question.interval() != Interval.WHOLE) {
            query = query.setParameter("zone", question.zone().getId());
        }
        for (int i = 0; i < parts.size(); i++) {
            query =
                    query.setParameter("grain" + i, parts.get(i).grain().term())
                            .setParameter("from" + i, utc(parts.get(i).from()))
                            .setParameter("to" + i, utc(parts.get(i).to()));
        }
        return query.getResultList()
                .map(rows -> rows.stream().map(row -> row(question, row)).toList());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** All that is not a parameter is a number or a name of this program. */
    private static String sql(CountQuestion question, int parts) {
        String sums =
                IntStream.rangeClosed(1, question.report().measures().size())
                        .mapToObj("CAST(sum(counts[%d]) AS bigint)"::formatted)
                        .collect(Collectors.joining(", "));
        String selected =
                IntStream.range(0, parts)
                        .mapToObj(
                                i ->
                                        """
                                        SELECT %s AS bucket, category, value, bot, counts
                                        FROM report_count
                                        WHERE site = :site AND report = :report
                                            AND dimension = :dimension AND grain = :grain%d
                                            AND start >= :from%d AND start < :to%d
                                        """
                                                .formatted(bucket(question), i, i, i))
                        .collect(Collectors.joining(" UNION ALL "));
        return "SELECT bucket, category, value, bot, %s FROM (%s) AS t".formatted(sums, selected)
                + " GROUP BY bucket, category, value, bot";
    }

    private static String bucket(CountQuestion question) {
        return question.interval()
                .unit()
                .map(
                        unit ->
                                "CAST(extract(epoch FROM date_trunc('%s', start, :zone)) AS bigint)"
                                        .formatted(question.interval().term()))
                .orElse("CAST(0 AS bigint)");
    }

    private static CountRow row(CountQuestion question, Object[] row) {
        Instant start =
                question.interval() == Interval.WHOLE
                        ? question.from()
                        : Instant.ofEpochSecond((Long) row[0]);
        long[] counts = new long[row.length - KEYS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = row[KEYS + i] == null ? 0 : (Long) row[KEYS + i];
        }
        return new CountRow(
                start, (String) row[1], (String) row[2], (Boolean) row[3], new Counts(counts));
    }
}
