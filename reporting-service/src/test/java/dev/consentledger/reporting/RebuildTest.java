package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.rebuild.Replacement;
import dev.consentledger.reporting.report.Appended;
import dev.consentledger.reporting.report.Appended.Marks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New tables beside those that answer, of an epoch in which nothing else happens. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(RebuildTest.NinthEpoch.class)
class RebuildTest implements SchemaIsReady {

    /** An epoch of one shard, and no topic. */
    public static class NinthEpoch implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "9", "consent.shards", "1");
        }
    }

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Hash ANNA = Hash.sha256("v-anna".getBytes());
    private static final Hash NOBODY = Hash.sha256("nobody".getBytes());

    @Inject Replacement tables;

    @Inject Pool pool;

    private final ConsentEntry consent =
            Consents.at(minutes(0), TestSites.SHOP, Action.SAVE, Map.of("statistics", granted()));
    private final ActEntry order = Acts.of(Kind.ERASURE, Act.ERASE, TestSites.SHOP, minutes(1));

    @AfterEach
    void clear() {
        now(pool.query("DROP SCHEMA IF EXISTS rebuild CASCADE").execute());
        now(pool.query("DELETE FROM subject_entry WHERE epoch = 9").execute());
    }

    @Test
    void whoIsErasedAfterTheirEntriesWereReadIsForgottenByTheNewTablesToo() {
        theTablesThatAnswerKnowWhoWasErased();
        now(tables.begin());
        now(tables.add(0, List.of(told(0, consent, ANNA, false))));
        assertThat(rows("subject_entry")).isEqualTo(1);
        assertThat(rows("subject_choice")).isEqualTo(1);

        now(tables.add(0, List.of(told(1, order, NOBODY, true))));

        assertThat(rows("subject_choice")).isZero();
        assertThat(rows("standing_count WHERE subjects <> 0")).isZero();
        assertThat(rows("subject_entry WHERE index = 0")).isZero();
        assertThat(
                        rows(
                                "subject_entry WHERE index = 1 AND subject = '\\x%s'"
                                        .formatted(ANNA.toHex())))
                .isEqualTo(1);
    }

    @Test
    void whatWasBegunBeforeIsGone() {
        now(tables.begin());
        now(tables.add(0, List.of(told(0, consent, ANNA, false))));

        now(tables.begin());

        assertThat(rows("subject_entry")).isZero();
        assertThat(now(tables.fillings())).allMatch(filling -> filling.next() == 0);
    }

    private void theTablesThatAnswerKnowWhoWasErased() {
        now(
                pool.preparedQuery(
                                "INSERT INTO subject_entry VALUES"
                                        + " (9, 0, 1, $1, 'shop', now(), $2, 'erasure', 'erase')")
                        .execute(Tuple.of(Buffer.buffer(ANNA.toBytes()), order.eventId())));
    }

    private static Appended told(long index, Entry entry, Hash subject, boolean erased) {
        return new Appended(
                index,
                0,
                entry,
                Optional.of(subject),
                new Marks(Optional.empty(), Optional.empty(), erased),
                Optional.empty(),
                Hash.sha256());
    }

    private long rows(String table) {
        return now(pool.query("SELECT count(*) FROM rebuild." + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T now(Uni<T> answer) {
        return answer.await().atMost(ANSWER_MAX);
    }
}
