package dev.consentledger.reporting.store;

import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.CountQuestion.Part;
import dev.consentledger.reporting.report.CountRow;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.Grain;
import dev.consentledger.reporting.report.Slot;
import dev.consentledger.reporting.report.SlotFormat;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sums of {@code report_count} over shards and a period. */
final class CountSums {

    private CountSums() {}

    /** Quarter hours of so many days at once, so that a long period fits into the memory. */
    private static final Duration AT_ONCE = Duration.ofDays(30);

    private static final String ZONES =
            "SELECT epoch, min(zone), max(zone) FROM day_zone WHERE site = :site GROUP BY epoch";

    private static final String COUNTS =
            """
            SELECT CAST(extract(epoch FROM start) AS bigint), %s FROM report_count
            WHERE epoch = :epoch AND site = :site AND report = :report AND grain = :grain
                AND start >= :from AND start < :to
            """;

    static Uni<List<CountRow>> read(Mutiny.Session session, CountQuestion question) {
        return session.createNativeQuery(ZONES, Object[].class)
                .setParameter("site", question.site())
                .getResultList()
                .chain(epochs -> read(session, question, epochs));
    }

    private static Uni<List<CountRow>> read(
            Mutiny.Session session, CountQuestion question, List<Object[]> epochs) {
        return Multi.createFrom()
                .iterable(epochs)
                .onItem()
                .transformToMultiAndConcatenate(
                        row ->
                                Multi.createFrom()
                                        .iterable(pieces(question.parts(zone(row))))
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                part ->
                                                        rows(
                                                                session,
                                                                question,
                                                                (Integer) row[0],
                                                                part)))
                .collect()
                .in(
                        HashMap<Key, Counts>::new,
                        (sums, rows) -> rows.forEach(row -> add(question, row, sums)))
                .map(CountSums::rows);
    }

    /** That of the days of an epoch, where it is one. */
    private static Optional<ZoneId> zone(Object[] epoch) {
        return epoch[1].equals(epoch[2])
                ? Optional.of(ZoneId.of((String) epoch[1]))
                : Optional.empty();
    }

    private static List<Part> pieces(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.grain() == Grain.DAY ? Stream.of(part) : part.cut(AT_ONCE))
                .toList();
    }

    /** All that is not a parameter is a name of this program. */
    private static Uni<List<Object[]>> rows(
            Mutiny.Session session, CountQuestion question, int epoch, Part part) {
        String column = BlockColumns.name(question.dimension());
        return session.createNativeQuery(COUNTS.formatted(column), Object[].class)
                .setParameter("epoch", epoch)
                .setParameter("site", question.site())
                .setParameter("report", question.report().name())
                .setParameter("grain", part.grain().term())
                .setParameter("from", part.from().atOffset(ZoneOffset.UTC))
                .setParameter("to", part.to().atOffset(ZoneOffset.UTC))
                .getResultList();
    }

    private record Key(Instant start, Slot slot) {}

    private static void add(CountQuestion question, Object[] row, Map<Key, Counts> sums) {
        Instant start = question.startOf(Instant.ofEpochSecond((Long) row[0]));
        SlotFormat.read((byte[]) row[1])
                .forEach((slot, counts) -> sums.merge(new Key(start, slot), counts, Counts::plus));
    }

    private static List<CountRow> rows(Map<Key, Counts> sums) {
        List<CountRow> rows = new ArrayList<>(sums.size());
        sums.forEach((key, counts) -> rows.add(row(key, counts)));
        return rows;
    }

    private static CountRow row(Key key, Counts counts) {
        Slot slot = key.slot();
        return new CountRow(key.start(), slot.category(), slot.value(), slot.bot(), counts);
    }
}
