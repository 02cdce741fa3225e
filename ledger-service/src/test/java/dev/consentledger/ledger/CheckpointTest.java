package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What is signed, and what is not. Each test has a shard of its own, since halts are for good. */
@QuarkusTest
@QuarkusTestResource(value = LedgerStand.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CheckpointTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    /** On a machine with nothing else to do it is one second. */
    private static final Duration SIGNED_MAX = Duration.ofSeconds(30);

    Stand stand;

    @ConfigProperty(name = "consent.log-key.file")
    Path keyFile;

    private LedgerTables tables;

    @BeforeEach
    void awaitReady() {
        tables = new LedgerTables(stand);
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    @Order(1)
    void everyAppendIsSoonUnderACheckpointThatVerifies() throws Exception {
        long size = 0;
        for (int events : new int[] {1, 300, 5, 900}) {
            send(0, events);
            size += events;
            awaitAppended(0, size);
            awaitSigned(0, size, SIGNED_MAX);
        }
        requireCheckpointsOfTheEntries(0);

        byte[] newest =
                (byte[]) rows("SELECT note FROM signed_heads WHERE shard = 0").get(0).get(0);
        CheckpointsTopic topic = new CheckpointsTopic(stand);
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                assertThat(topic.of(origin(0)))
                                        .last()
                                        .extracting(CheckpointsTopic.Published::note)
                                        .isEqualTo(newest));
        assertThat(topic.of(origin(0)))
                .allSatisfy(
                        published ->
                                assertThat(published.key())
                                        .matches(
                                                "localhost:8081/logs/1/0/\\d{4}-\\d\\d-\\d\\dT\\d\\d:00:00Z"));
        assertThat(topic.setting("cleanup.policy")).isEqualTo("compact");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(2)
    void ledgerThatWasSetBackSignsNothingUntilItHasCaughtUp() throws Exception {
        send(3, 100);
        awaitSigned(3, 100, CHANGE_MAX);
        tables.executeAsOwner(
                """
                CREATE TABLE kept_heads AS SELECT * FROM heads WHERE shard = 3;
                CREATE TABLE kept_signed AS SELECT * FROM signed_heads WHERE shard = 3""");
        send(3, 200);
        awaitSigned(3, 300, CHANGE_MAX);
        awaitPublished(3, 300);

        tables.executeAsSuperuser(
                """
                ALTER TABLE entries DISABLE TRIGGER USER;
                ALTER TABLE ids DISABLE TRIGGER USER;
                ALTER TABLE evidence DISABLE TRIGGER USER;
                ALTER TABLE tiles DISABLE TRIGGER USER;
                ALTER TABLE checkpoints DISABLE TRIGGER USER;
                DELETE FROM entries WHERE shard = 3 AND entry_index >= 100;
                DELETE FROM evidence WHERE shard = 3 AND entry_index >= 100;
                DELETE FROM ids WHERE shard = 3 AND entry_index >= 100;
                DELETE FROM tiles WHERE shard = 3;
                DELETE FROM checkpoints WHERE shard = 3 AND size > 100;
                DELETE FROM heads WHERE shard = 3;
                DELETE FROM signed_heads WHERE shard = 3;
                INSERT INTO heads SELECT * FROM kept_heads;
                INSERT INTO signed_heads SELECT * FROM kept_signed;
                ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_are_immutable;
                ALTER TABLE ids ENABLE ALWAYS TRIGGER ids_are_immutable;
                ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_erased_only;
                ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_is_not_emptied;
                ALTER TABLE tiles ENABLE ALWAYS TRIGGER tiles_are_immutable;
                ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_immutable;
                ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER checkpoints_are_thinned_only""");
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body(containsString("recovering shard 3"))
                                        .body(
                                                containsString(
                                                        "it has 100 entries, and a checkpoint of 300 was signed")));

        send(3, 1);
        awaitSigned(3, 301, CHANGE_MAX);
        assertThat(rows("SELECT size FROM checkpoints WHERE shard = 3 AND size > 100"))
                .containsExactly(List.of(301L));
        requireCheckpointsOfTheEntries(3);
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .body(not(containsString("recovering"))));
    }

    @Test
    @Order(3)
    void damagedTileStopsSigningOfItsShardAndNothingElse() throws Exception {
        send(1, 200);
        awaitSigned(1, 200, CHANGE_MAX);
        tables.executeAsSuperuser(
                """
                CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.hashes = set_byte(NEW.hashes, 5000, get_byte(NEW.hashes, 5000) # 1);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER damage BEFORE INSERT ON tiles
                    FOR EACH ROW WHEN (NEW.shard = 1) EXECUTE FUNCTION damage()""");
        send(1, 100);
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body(containsString("unsigned shard 1"))
                                        .body(containsString("tile/0/000")));
        send(1, 5);
        send(0, 1);

        awaitAppended(1, 305);
        awaitSigned(0, tables.entries(0).size(), CHANGE_MAX);
        assertThat(rows("SELECT max(size) FROM checkpoints WHERE shard = 1"))
                .containsExactly(List.of(200L));
    }

    @Test
    @Order(4)
    void forkStopsSigningAndAppendingOfItsShard() throws Exception {
        send(2, 10);
        awaitSigned(2, 10, CHANGE_MAX);
        awaitPublished(2, 10);
        Checkpoint other = Checkpoint.of(origin(2), 12, Hash.sha256(new byte[] {1}));
        NoteSigner signer =
                new NoteSigner(origin(2), Ed25519PrivateKey.ofPem(Files.readString(keyFile)));
        new CheckpointsTopic(stand)
                .write(
                        origin(2) + "/2026-11-22T10:00:00Z",
                        SignedCheckpoint.sign(other, List.of(signer)).toBytes());
        send(2, 5);
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(containsString("halted shard 2"))
                                        .body(containsString("unsigned shard 2"))
                                        .body(containsString("two histories")));
        send(2, 5);
        send(0, 1);

        awaitSigned(0, tables.entries(0).size(), CHANGE_MAX);
        assertThat(rows("SELECT max(size) FROM checkpoints WHERE shard = 2"))
                .containsExactly(List.of(10L));
        assertThat(tables.entries(2)).hasSize(15);
    }

    private static String origin(int shard) {
        return "localhost:8081/logs/1/" + shard;
    }

    /** Each checkpoint is signed, and of the tree of the first entries as they are stored. */
    private void requireCheckpointsOfTheEntries(int shard) throws Exception {
        String[] keys =
                given().get("/logs/keys").then().statusCode(200).extract().asString().split("\n");
        assertThat(keys).hasSize(4);
        TrustedKeys trusted = new TrustedKeys(List.of(VerifierKey.parse(keys[shard])));
        List<Hash> leaves = tables.entries(shard).stream().map(TreeHash::leaf).toList();
        List<List<Object>> checkpoints =
                rows(
                        "SELECT size, note FROM checkpoints WHERE shard = "
                                + shard
                                + " ORDER BY size");
        assertThat(checkpoints).isNotEmpty();
        for (List<Object> row : checkpoints) {
            SignedCheckpoint note = SignedCheckpoint.parse((byte[]) row.get(1));
            assertThat(trusted.verify(note.note())).isInstanceOf(NoteVerification.Verified.class);
            int size = Math.toIntExact((long) row.get(0));
            assertThat(note.checkpoint())
                    .isEqualTo(
                            Checkpoint.of(
                                    origin(shard),
                                    size,
                                    CompactRange.EMPTY.append(leaves.subList(0, size)).root()));
        }
    }

    private void awaitAppended(int shard, long size) {
        await().atMost(CHANGE_MAX).until(() -> tables.entries(shard).size() == size);
    }

    private void awaitSigned(int shard, long size, Duration max) {
        await().atMost(max)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT size FROM signed_heads WHERE shard = "
                                                                + shard))
                                        .containsExactly(List.of(size)));
    }

    private void awaitPublished(int shard, long size) {
        CheckpointsTopic topic = new CheckpointsTopic(stand);
        await().atMost(CHANGE_MAX)
                .until(
                        () ->
                                topic.of(origin(shard)).stream()
                                        .anyMatch(published -> sizeOf(published.note()) == size));
    }

    private static long sizeOf(byte[] note) {
        try {
            return SignedCheckpoint.parse(note).checkpoint().size();
        } catch (MalformedCheckpoint e) {
            throw new AssertionError(e);
        }
    }

    private List<List<Object>> rows(String query) {
        return tables.rows(query);
    }

    private void send(int shard, int events) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            Stream.generate(Event::granted)
                    .filter(event -> RecordsTopic.shardOf(event) == shard)
                    .limit(events)
                    .forEach(topic::send);
            topic.flush();
        }
    }
}
