package dev.consentledger.reporting.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a question reads one person's rows, however many others there are. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class TimelinePlanTest {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final Buffer SUBJECT = Buffer.buffer(new byte[32]);
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-22T10:00:00Z");

    @Inject Pool pool;

    @Inject Schema schema;

    @BeforeEach
    void fill() {
        Awaitility.await().atMost(ANSWER_MAX).until(schema::isReady);
        run(
                """
                INSERT INTO subject_entry
                SELECT 9, 0, i, sha256(int4send(i / 5)), 'shop.example',
                    timestamptz '2026-01-01' + i * interval '1 minute', gen_random_uuid(),
                    CASE WHEN i % 50 = 0 THEN 'access' ELSE 'consent' END, 'save',
                    gen_random_uuid()
                FROM generate_series(0, 49999) AS i ON CONFLICT DO NOTHING
                """);
        run(
                """
                INSERT INTO account_link
                SELECT 9, 0, 'shop.example', sha256(int4send(i)), sha256(int4send(-i)), i
                FROM generate_series(0, 49999) AS i ON CONFLICT DO NOTHING
                """);
        run("ANALYZE subject_entry");
        run("ANALYZE account_link");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(ANSWER_MAX);
    }

    @Test
    void everyQuestionGoesToAnIndex() {
        assertIndex(TimelineReader.BY_SUBJECT, Tuple.of(SUBJECT), "subject_entry_by_subject");
        assertIndex(
                TimelineReader.BY_EVENT,
                Tuple.of(new UUID(1, 2), "shop.example", 2),
                "subject_entry_by_event");
        assertIndex(
                TimelineReader.BY_RECEIPT,
                Tuple.of(new UUID(1, 2), "shop.example", 2),
                "subject_entry_by_receipt");
        // The one by account, or the primary key: PostgreSQL 18 skips over epoch and shard there.
        assertIndex(
                TimelineReader.BY_ACCOUNT,
                Tuple.of(SUBJECT, "shop.example", 2),
                "using account_link_");
        assertIndex(
                TimelineReader.STATE,
                Tuple.tuple()
                        .addValue(SUBJECT)
                        .addOffsetDateTime(TIME)
                        .addValue(new Integer[0])
                        .addValue(new Long[0])
                        .addInteger(400),
                "subject_entry_by_subject",
                "subject_entry_orders");
        assertIndex(
                TimelineReader.PAGE,
                Tuple.tuple()
                        .addValue(new Buffer[] {SUBJECT})
                        .addOffsetDateTime(TIME)
                        .addInteger(0)
                        .addLong(0L)
                        .addOffsetDateTime(TIME)
                        .addOffsetDateTime(TIME)
                        .addValue(new String[0])
                        .addValue(new Integer[0])
                        .addValue(new Long[0])
                        .addInteger(100),
                "subject_entry_by_subject");
        assertIndex(
                OrderReader.OF_ORDER,
                Tuple.of(UUID.randomUUID(), "shop.example", 20),
                "subject_entry_by_event");
        assertIndex(
                OrderReader.COUNT,
                Tuple.tuple().addValue(new Buffer[] {SUBJECT}),
                "subject_entry_by_subject");
    }

    @Test
    void anErasureGoesToAnIndex() {
        Tuple values = Tuple.of(9, 0, SUBJECT, 49_000L);

        assertIndex(PeopleTables.FORGET_WHOM, values, "subject_entry");
        assertIndex(
                PeopleTables.FORGET.formatted("subject_entry"), values, "subject_entry_by_subject");
        assertIndex(
                PeopleTables.FORGET.formatted("account_link"), values, "account_link_by_subject");
    }

    @Test
    void theEndOfARetentionGoesToAnIndexAndSoDoesItsSearch() {
        assertIndex(
                PeopleTables.END_BELOW,
                Tuple.of(9, 0, SUBJECT, 49_000L),
                "subject_entry_by_subject");
        assertIndex(
                PeopleTables.END_AT,
                Tuple.of(9, 0, new Long[] {7L, 48_000L}, "shop.example"),
                "subject_entry_pkey");
        assertIndex(
                RetentionReader.SUBJECTS,
                Tuple.of(Buffer.buffer(new byte[32]), 9, "shop.example", TIME, 2_000),
                "subject_entry_by_subject");
        assertIndex(
                RetentionReader.ROWS,
                Tuple.of(new Buffer[] {SUBJECT}, 9, 5_000),
                "subject_entry_by_subject");
    }

    private void assertIndex(String sql, Tuple values, String... indexes) {
        String plan =
                StreamSupport.stream(
                                pool.preparedQuery("EXPLAIN " + sql)
                                        .execute(values)
                                        .await()
                                        .atMost(ANSWER_MAX)
                                        .spliterator(),
                                false)
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining("\n"));
        assertThat(plan).doesNotContain("Seq Scan on").contains(indexes);
    }
}
