package dev.consentledger.reporting.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.StandResource;
import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.CountQuestion;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DayZones;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.FigureQuery;
import dev.consentledger.reporting.report.Grain;
import dev.consentledger.reporting.report.Interval;
import dev.consentledger.reporting.report.Slot;
import dev.consentledger.reporting.report.SlotFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When days are read and when quarter hours are. What days say here is wrong, and so shows. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class DayZoneTest {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final String SITE = "zones.example";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    /** Midnight in Berlin. */
    private static final Instant FROM = Instant.parse("2026-11-22T23:00:00Z");

    private static final Instant TO = Instant.parse("2026-11-23T23:00:00Z");
    private static final long BY_QUARTERS = 3;
    private static final long BY_DAYS = 100;

    @Inject Pool pool;

    @Inject Schema schema;

    @Inject FigureQuery figures;

    @BeforeEach
    void fill() {
        Awaitility.await().atMost(ANSWER_MAX).until(schema::isReady);
        zone(0, BERLIN);
        count(Grain.QUARTER, FROM, 1);
        count(Grain.QUARTER, TO.minus(Duration.ofMinutes(15)), BY_QUARTERS - 1);
        count(Grain.DAY, FROM, BY_DAYS);
    }

    @AfterEach
    void clear() {
        run("DELETE FROM report_count WHERE site = $1", Tuple.of(SITE));
        run("DELETE FROM day_zone WHERE epoch = 9", Tuple.tuple());
    }

    @Test
    void wholeDaysAreReadWhereTheyAreTheSites() {
        assertThat(counted(Interval.WHOLE, BERLIN)).isEqualTo(BY_DAYS);
        assertThat(counted(Interval.DAY, BERLIN)).isEqualTo(BY_DAYS);
    }

    @Test
    void hoursAndDaysOfAnotherTimeZoneAreMadeOfQuarterHours() {
        assertThat(counted(Interval.HOUR, BERLIN)).isEqualTo(BY_QUARTERS);
        assertThat(counted(Interval.DAY, KOLKATA)).isEqualTo(BY_QUARTERS);
    }

    @Test
    void daysOfSeveralTimeZonesAreNotRead() {
        zone(1, KOLKATA);

        assertThat(counted(Interval.WHOLE, BERLIN)).isEqualTo(BY_QUARTERS);
        assertThat(counted(Interval.DAY, BERLIN)).isEqualTo(BY_QUARTERS);
    }

    @Test
    void theZoneThatASiteBeganWithIsKept() {
        DayZones first = zones(BERLIN);
        DayZones later = zones(KOLKATA);

        assertThat(first.of("new." + SITE)).isEqualTo(BERLIN);
        assertThat(later.of("new." + SITE)).isEqualTo(BERLIN);
    }

    private DayZones zones(ZoneId wanted) {
        String site = "new." + SITE;
        return await(
                () ->
                        pool.withTransaction(
                                connection ->
                                        DayZoneTable.of(
                                                new ShardConnection(connection, 9, 3),
                                                Set.of(site),
                                                new DayZones(Map.of(site, wanted)))));
    }

    @Test
    void aPeriodOfYearsIsReadInPieces() {
        Instant from = FROM.minus(Duration.ofDays(3_000));

        assertThat(counted(Interval.DAY, KOLKATA, from)).isEqualTo(BY_QUARTERS);
    }

    private long counted(Interval interval, ZoneId zone) {
        return counted(interval, zone, FROM);
    }

    private long counted(Interval interval, ZoneId zone, Instant from) {
        CountQuestion question =
                new CountQuestion(
                        new ActionsReport(), SITE, Dimension.ALL, from, TO, interval, zone);
        return await(() -> figures.counts(List.of(question))).rows().get(0).stream()
                .mapToLong(row -> row.counts().of(ActionsReport.Measure.SHOWN))
                .sum();
    }

    private void zone(int shard, ZoneId zone) {
        run("INSERT INTO day_zone VALUES (9, $1, $2, $3)", Tuple.of(shard, SITE, zone.getId()));
    }

    private void count(Grain grain, Instant start, long shown) {
        byte[] counts =
                SlotFormat.write(new TreeMap<>(Map.of(new Slot("", "", false), new Counts(shown))));
        run(
                """
                INSERT INTO report_count
                VALUES (9, 0, $1, 'actions', $2, $3, $4, '', '', '', '', '', '', '', '')
                """,
                Tuple.of(
                        SITE, grain.term(), start.atOffset(ZoneOffset.UTC), Buffer.buffer(counts)));
    }

    private void run(String sql, Tuple values) {
        await(() -> pool.preparedQuery(sql).execute(values));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
