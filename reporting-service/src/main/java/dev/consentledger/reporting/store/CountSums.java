package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountQuestion.Part;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Slot;
import dev.consentledger.reporting.report.SlotFormat;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sums of {@code report_count} over shards and a period. */
final class CountSums {

    private CountSums() {}

    private static final String ZONES = "SELECT DISTINCT zone FROM day_zone WHERE site = :site";

    static Uni<List<CountRow>> read(Mutiny.Session session, CountQuestion question) {
        return session.createNativeQuery(ZONES, String.class)
                .setParameter("site", question.site())
                .getResultList()
                .chain(zones -> read(session, question, question.parts(onlyOne(zones))));
    }

    private static Optional<ZoneId> onlyOne(List<String> zones) {
        return zones.size() == 1 ? Optional.of(ZoneId.of(zones.get(0))) : Optional.empty();
    }

    private static Uni<List<CountRow>> read(
            Mutiny.Session session, CountQuestion question, List<Part> parts) {
        Mutiny.SelectionQuery<Object[]> query =
                session.createNativeQuery(sql(question, parts.size()), Object[].class)
                        .setParameter("site", question.site())
                        .setParameter("report", question.report().name());
        for (int i = 0; i < parts.size(); i++) {
            query =
                    query.setParameter("grain" + i, parts.get(i).grain().term())
                            .setParameter("from" + i, utc(parts.get(i).from()))
                            .setParameter("to" + i, utc(parts.get(i).to()));
        }
        return query.getResultList().map(rows -> sums(question, rows));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** All that is not a parameter is a number or a name of this program. */
    private static String sql(CountQuestion question, int parts) {
        String column = BlockColumns.name(question.dimension());
        return IntStream.range(0, parts)
                .mapToObj(
                        i ->
                                """
                                SELECT CAST(extract(epoch FROM start) AS bigint), %s
                                FROM report_count
                                WHERE site = :site AND report = :report AND grain = :grain%d
                                    AND start >= :from%d AND start < :to%d
                                """
                                        .formatted(column, i, i, i))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private record Key(Instant start, Slot slot) {}

    private static List<CountRow> sums(CountQuestion question, List<Object[]> rows) {
        Map<Key, Counts> sums = new HashMap<>();
        for (Object[] row : rows) {
            Instant start = question.startOf(Instant.ofEpochSecond((Long) row[0]));
            SlotFormat.read((byte[]) row[1])
                    .forEach(
                            (slot, counts) ->
                                    sums.merge(new Key(start, slot), counts, Counts::plus));
        }
        List<CountRow> counted = new ArrayList<>(sums.size());
        sums.forEach((key, counts) -> counted.add(row(key, counts)));
        return counted;
    }

    private static CountRow row(Key key, Counts counts) {
        Slot slot = key.slot();
        return new CountRow(key.start(), slot.category(), slot.value(), slot.bot(), counts);
    }
}
