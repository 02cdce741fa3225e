package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.ledger.checkpoint.Thinning;
import dev.consentledger.ledger.store.LedgerDatabase;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself sees to: keys that never come back, checkpoints that stay. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "signing", value = "off"))
class CheckpointTablesTest {

    /** The root is the hash of this. */
    private static final String SIGNED_ROOT = "signed";

    private static final Duration START_MAX = Duration.ofSeconds(60);

    /** The first full hour, so many days ago. */
    private static final String HOUR = "date_trunc('hour', now(), 'UTC') - interval '%d days'";

    Stand stand;
    @Inject LedgerDatabase database;
    private LedgerTables tables;

    @BeforeEach
    void awaitReady() {
        tables = new LedgerTables(stand);
        await().atMost(START_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void oldCheckpointsAreThinnedToTheLastOfEachHour() throws Exception {
        thin();
        String hour = HOUR.formatted(30);
        for (int size = 1; size <= 5; size++) {
            checkpoint(11, 0, size, hour + " + interval '%d minutes'".formatted(size));
        }
        checkpoint(11, 0, 6, hour + " + interval '1 hour'");
        checkpoint(11, 0, 7, hour + " + interval '1 hour 59 minutes'");
        checkpoint(11, 0, 8, hour + " + interval '2 hours'");
        checkpoint(11, 0, 20, HOUR.formatted(8));
        checkpoint(11, 0, 21, HOUR.formatted(8) + " + interval '1 second'");
        checkpoint(11, 0, 22, HOUR.formatted(6));
        checkpoint(11, 0, 23, HOUR.formatted(6) + " + interval '1 second'");
        signedHead(11, 0, 23);
        hold(11, 0, 3);
        tables.executeAsOwner(
                "INSERT INTO cosignatures VALUES (11, 0, 4, 'witness.example', 1, now(), '')");
        checkpoint(11, 1, 1, hour);
        checkpoint(11, 1, 2, hour + " + interval '1 second'");
        checkpoint(11, 1, 3, hour + " + interval '2 seconds'");
        signedHead(11, 1, 2);

        assertThat(thin()).isEqualTo(5);

        assertThat(sizes(11, 0)).containsExactly(3L, 4L, 5L, 7L, 8L, 21L, 22L, 23L);
        assertThat(sizes(11, 1)).containsExactly(2L, 3L);
        assertThat(thin()).isZero();
    }

    @Test
    void oneHourIsThinnedInAsManyTransactionsAsItTakes() throws Exception {
        thin();
        for (int size = 1; size <= 10; size++) {
            checkpoint(12, 0, size, HOUR.formatted(9) + " + interval '%d s'".formatted(size));
        }
        signedHead(12, 0, 10);

        assertThat(database.shelf().thin(4).removed()).isEqualTo(4);
        assertThat(sizes(12, 0)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(database.shelf().thin(4).removed()).isEqualTo(4);
        assertThat(database.shelf().thin(4).removed()).isEqualTo(1);
        assertThat(database.shelf().thin(4).more()).isFalse();
        assertThat(sizes(12, 0)).containsExactly(10L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM checkpoints WHERE epoch = 13 AND size = 2", // quoted
                "DELETE FROM checkpoints WHERE epoch = 13 AND size = 4", // last of its hour
                "DELETE FROM checkpoints WHERE epoch = 13 AND size = 5", // young
                "DELETE FROM checkpoints WHERE epoch = 13 AND size = 3", // the signed head
                "DELETE FROM checkpoints WHERE epoch = 13",
                "UPDATE checkpoints SET signed_at = '2020-01-01' WHERE epoch = 13 AND size = 1",
                "TRUNCATE checkpoints, kept_checkpoints",
                "DELETE FROM kept_checkpoints",
                "UPDATE log_keys SET size_last = NULL",
                "DELETE FROM log_keys",
            })
    void ownerCannotTakeAwayWhatHasToStay(String command) throws Exception {
        if (sizes(13, 0).isEmpty()) {
            for (int size = 1; size <= 4; size++) {
                checkpoint(13, 0, size, HOUR.formatted(9) + " + interval '%d s'".formatted(size));
            }
            checkpoint(13, 0, 5, "now() - interval '6 days 23 hours'");
            checkpoint(13, 0, 6, "now() - interval '6 days 23 hours'");
            signedHead(13, 0, 3);
            hold(13, 0, 2);
            use(13, key(13, 0));
        }

        assertThatThrownBy(() -> tables.executeAsOwner(command))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> tables.execute(command))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThat(sizes(13, 0)).contains(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void checkpointThatAProofQuotesIsKept() throws Exception {
        SignedShard log = new SignedShard(tables, 2);
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            for (int size = 1; size <= 2; size++) {
                Event event =
                        Stream.generate(Event::granted)
                                .filter(one -> RecordsTopic.shardOf(one) == 2)
                                .findFirst()
                                .orElseThrow();
                log.expect(event, topic.send(event));
                topic.flush();
                int appended = size;
                await().atMost(START_MAX).until(() -> tables.entries(2).size() == appended);
                log.sign();
            }
        }
        String path = "/v1/proofs/" + log.event(0).id() + "?checkpoint=";
        given().get("/v1/shards/2/consistency?from=1").then().statusCode(200);
        assertThat(kept()).isEmpty();

        given().get(path + "1").then().statusCode(200);
        assertThat(kept()).containsExactly(List.of(1L));

        tables.executeAsOwner("REVOKE EXECUTE ON FUNCTION hold_checkpoint FROM ledger");
        given().get(path + "newest")
                .then()
                .statusCode(503)
                .body("type", equalTo("https://consentledger.dev/problems/ledger-unavailable"));
        given().get(path + "earliest").then().statusCode(200);
        tables.executeAsOwner("GRANT EXECUTE ON FUNCTION hold_checkpoint TO ledger");
        assertThat(kept()).containsExactly(List.of(1L));
        given().get(path + "newest").then().statusCode(200);
        assertThat(kept()).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void aKeyComesInBesideOneThatSignsAndNeverComesBack() throws Exception {
        VerifierKey first = key(14, 0);
        VerifierKey second = key(14, 0);
        VerifierKey third = key(14, 0);
        assertThatThrownBy(() -> use(14)).hasMessageContaining("none of these keys");
        use(14, first);
        assertThat(trusted(14)).containsExactly(LogKey.of(first));

        signedHead(14, 0, 100);
        assertThatThrownBy(() -> use(14, second)).hasMessageContaining("none of these keys");
        use(14, first, second);
        use(14, first, second);
        tables.executeAsOwner(
                "INSERT INTO heads (epoch, shard, topic_id, next_index, root) VALUES (14, 0, '', 200, '')");
        assertThatThrownBy(() -> keep(14, 100, 200, first)).hasMessageContaining("have changed");
        assertThat(keep(14, 99, 200, second, first)).isFalse();
        assertThat(keep(14, 100, 200, second, first)).isTrue();
        use(14, second);
        assertThat(trusted(14))
                .containsExactly(
                        new LogKey(first, 0, 200), new LogKey(second, 101, Long.MAX_VALUE));

        assertThatThrownBy(() -> use(14, first, second)).hasMessageContaining("was retired");
        use(14, second, third);
        use(14, second);
        assertThat(trusted(14)).extracting(LogKey::key).containsExactly(first, second);
        assertThatThrownBy(() -> tables.execute("UPDATE log_keys SET size_last = 9"))
                .hasMessageContaining("permission denied");
    }

    private long thin() throws InterruptedException {
        AtomicLong removed = new AtomicLong();
        new Thinning(database.shelf(), removed::addAndGet).thin();
        return removed.get();
    }

    private static VerifierKey key(int epoch, int shard) {
        return new NoteSigner(
                        "ledger.example/logs/%d/%d".formatted(epoch, shard),
                        Ed25519PrivateKey.generate(new SecureRandom()))
                .verifierKey();
    }

    private void use(int epoch, VerifierKey... keys) throws SQLException {
        tables.executeAsOwner("SELECT use_log_keys(%d, 0, %s)".formatted(epoch, array(keys)));
    }

    private boolean keep(int epoch, long from, long to, VerifierKey... keys) {
        String[] vkeys = Stream.of(keys).map(VerifierKey::encode).toArray(String[]::new);
        String call = new KeptCheckpoint(epoch, 0, vkeys).next(from, SIGNED_ROOT, to, "root");
        return (boolean) tables.rows(call).get(0).get(0);
    }

    private static String array(VerifierKey... keys) {
        List<String> quoted = Stream.of(keys).map(key -> "'" + key.encode() + "'").toList();
        return "ARRAY[" + String.join(", ", quoted) + "]::text[]";
    }

    /** The keys of an epoch's log in the trust file that the service hands out. */
    private static List<LogKey> trusted(int epoch) throws Exception {
        byte[] file = given().get("/logs/trust").then().statusCode(200).extract().asByteArray();
        return TrustFile.parse(file).trust().logs().stream()
                .filter(log -> log.origin().equals("ledger.example/logs/%d/0".formatted(epoch)))
                .toList();
    }

    private void checkpoint(int epoch, int shard, long size, String signedAt) throws SQLException {
        tables.executeAsOwner(
                "INSERT INTO checkpoints VALUES (%d, %d, %d, %s, '')"
                        .formatted(epoch, shard, size, signedAt));
    }

    private void signedHead(int epoch, int shard, long size) throws SQLException {
        tables.executeAsOwner(
                """
                INSERT INTO signed_heads VALUES (%d, %d, %d, sha256('%s'), '')
                ON CONFLICT (epoch, shard) DO UPDATE SET size = excluded.size"""
                        .formatted(epoch, shard, size, SIGNED_ROOT));
    }

    private void hold(int epoch, int shard, long size) {
        assertThat(
                        tables.rows(
                                "SELECT hold_checkpoint(%d, %d, %d), hold_checkpoint(%1$d, %2$d, 999)"
                                        .formatted(epoch, shard, size)))
                .containsExactly(List.of(true, false));
    }

    private List<Long> sizes(int epoch, int shard) {
        return tables
                .rows(
                        "SELECT size FROM checkpoints WHERE epoch = %d AND shard = %d ORDER BY size"
                                .formatted(epoch, shard))
                .stream()
                .map(row -> (Long) row.get(0))
                .toList();
    }

    private List<List<Object>> kept() {
        return tables.rows(
                "SELECT size FROM kept_checkpoints WHERE epoch = 1 AND shard = 2 ORDER BY size");
    }
}
