package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.verify.VerifierMain;
import dev.consentledger.ledger.Tampering.By;
import dev.consentledger.ledger.audit.Mismatch;
import dev.consentledger.ledger.audit.ShardRound;
import dev.consentledger.ledger.store.LedgerDatabase;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Whatever is done to what is stored, by somebody with all rights in the database, is found. The
 * first test has the signing of the shard halted, so that nothing moves below the others.
 */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "auditor-token", value = TamperingTest.TOKEN),
            @ResourceArg(name = "self-audit", value = "on")
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TamperingTest {

    static final String TOKEN = "a-token-that-only-the-auditor-of-this-test-has";

    private static final String SITE = Event.SITE;
    private static final int SHARD = Routing.shardOf(Routing.siteKey(SITE), RecordsTopic.SHARDS);
    private static final int OTHER_SHARD = (SHARD + 1) % RecordsTopic.SHARDS;
    private static final String PREFIX = "/logs/1/" + SHARD;
    private static final String ORIGIN = "localhost:8081" + PREFIX;

    /** Sizes under a checkpoint: several full tiles, and the beginning of one. */
    private static final int[] SIZES = {7, 300, 512, 900, 1_100};

    private static final int UNSIGNED = 3;
    private static final Duration CHANGE_MAX = Duration.ofSeconds(90);

    private static final int TAMPERINGS =
            "exhaustive".equals(System.getProperty("tests.extent")) ? 1_200 : 50;

    /** Another seed tampers in other places: {@code -Dtests.seed=...}. */
    private static final long SEED = Long.getLong("tests.seed", 20_261_122);

    private static Connection connection;
    private static TamperedShard shard;
    private static SignedCheckpoint held;

    Stand stand;
    @TestHTTPResource URI base;
    @Inject LedgerDatabase database;

    @ConfigProperty(name = "consent.log-key.file")
    Path logKey;

    @ConfigProperty(name = "consent.ledger-key.file")
    Path ledgerKey;

    private LedgerTables tables;
    private Trust trust;

    @BeforeEach
    void fillOnce() throws Exception {
        tables = new LedgerTables(stand);
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        trust = TrustFile.parse(given().get("/logs/trust").asByteArray()).trust();
        if (shard != null) {
            return;
        }
        fill();
        held = newestOnTopic();
        connection = tables.connectAsSuperuser();
        shard =
                new TamperedShard(
                        connection,
                        SHARD,
                        new NoteSigner(ORIGIN, Ed25519PrivateKey.ofPem(Files.readString(logKey))));
    }

    private void fill() throws Exception {
        for (int size : SIZES) {
            try (RecordsTopic topic = new RecordsTopic(stand)) {
                int have = tables.entries(SHARD).size();
                if (have == 0) {
                    topic.sendPolicy(SITE, "no policy, but some bytes".getBytes());
                    topic.sendRaw(SHARD, "nothing that anybody can read".getBytes());
                    Event erased = events(SHARD).findFirst().orElseThrow();
                    topic.send(erased);
                    topic.flush();
                    keepEvidence();
                    topic.send(
                            dev.consentledger.ledger.Order.erase(erased.subject(), Instant.now())
                                    .record());
                    have += 4;
                }
                events(SHARD).limit(size - have).forEach(topic::send);
                topic.flush();
            }
            await().atMost(CHANGE_MAX).until(() -> signed(SHARD) == size);
        }
        await().atMost(CHANGE_MAX)
                .until(() -> newestOnTopic().checkpoint().size() == SIZES[SIZES.length - 1]);
    }

    /** Of the only event that there is, as it is before it is erased. */
    private void keepEvidence() throws Exception {
        await().atMost(CHANGE_MAX)
                .until(() -> !tables.rows("SELECT FROM evidence WHERE shard = " + SHARD).isEmpty());
        tables.executeAsSuperuser(
                "CREATE TABLE kept_evidence AS SELECT * FROM evidence WHERE shard = " + SHARD);
    }

    private static Stream<Event> events(int shard) {
        return Stream.generate(Event::granted)
                .filter(event -> RecordsTopic.shardOf(event) == shard);
    }

    private void send(int to, int events) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            events(to).limit(events).forEach(topic::send);
            topic.flush();
        }
    }

    private SignedCheckpoint newestOnTopic() throws Exception {
        List<CheckpointsTopic.Published> all = new CheckpointsTopic(stand).of(ORIGIN);
        return SignedCheckpoint.parse(all.get(all.size() - 1).note());
    }

    private long signed(int of) {
        return tables.rows("SELECT size FROM signed_heads WHERE shard = " + of).stream()
                .mapToLong(row -> (long) row.get(0))
                .findFirst()
                .orElse(0);
    }

    @Test
    @Order(1)
    void mismatchStopsSigningOfItsShardAndNothingElse() throws Exception {
        awaitHealth("1100 entries in order at ");

        shard.begin();
        new Forger(shard, new Random(SEED)).alter("evidence", "context");
        awaitHealth("mismatch shard " + SHARD);
        shard.undo();
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/ready").asString())
                .contains("its context is not what the entry commits to")
                .contains("unsigned shard " + SHARD)
                .contains("runbook 'Self-audit mismatch'");

        send(SHARD, UNSIGNED);
        send(OTHER_SHARD, 10);
        await().atMost(CHANGE_MAX)
                .until(() -> tables.entries(SHARD).size() == held.checkpoint().size() + UNSIGNED);
        await().atMost(CHANGE_MAX).until(() -> signed(OTHER_SHARD) == 10);
        awaitHealth("10 entries in order at ");
        assertThat(signed(SHARD)).isEqualTo(held.checkpoint().size());
    }

    @Test
    @Order(2)
    void everyTamperingIsFound() throws Exception {
        shard.keep();
        assertThat(found()).as("before anything was changed").isEmpty();
        assertThat(verifierSays()).isZero();
        for (int number = 0; number < TAMPERINGS; number++) {
            Tampering tampering = Tampering.values()[number % Tampering.values().length];
            long seed = SEED + number;
            tampering.apply(new Forger(shard, new Random(seed)));
            assertThat(found())
                    .as("%s with tests.seed=%d, number %d", tampering, SEED, number)
                    .isEqualTo(tampering.foundBy());
            if (tampering == Tampering.ENTRY_BIT_FLIPPED) {
                assertThat(verifierSays()).isEqualTo(1);
            }
            shard.undo();
        }
        assertThat(found()).as("after all was put back").isEmpty();
    }

    @Test
    @Order(3)
    void erasureAndThinningAreNoMismatch() throws Exception {
        shard.run("UPDATE evidence SET subject = NULL WHERE %s AND entry_index < 400");
        shard.run("UPDATE evidence SET context = NULL WHERE %s AND entry_index > 200");
        shard.run("DELETE FROM evidence WHERE %s AND entry_index % 10 = 0");
        shard.run("DELETE FROM unreadable WHERE %s");
        shard.run("DELETE FROM checkpoints WHERE %s AND size = 512");

        assertThat(mismatch(round(SHARD))).isEmpty();

        shard.run("UPDATE ids SET entry_index = 17 WHERE %s AND entry_index = 18");
        assertThat(mismatch(round(SHARD))).isPresent();
        shard.undo();
    }

    @Test
    @Order(4)
    void roundGoesOnWhileTheShardGrowsAndIsVoidWhereItWasSetBack() throws Exception {
        ShardRound beside = round(OTHER_SHARD);
        long size = beside.size();
        assertThat(beside.advance()).isPositive();
        send(OTHER_SHARD, 300);
        await().atMost(CHANGE_MAX).until(() -> tables.entries(OTHER_SHARD).size() == size + 300);
        assertThat(mismatch(beside)).isEmpty();
        assertThat(beside.isVoid()).isFalse();

        ShardRound before = round(SHARD);
        Tampering.TAIL_CUT_OFF_AT_A_CHECKPOINT.apply(new Forger(shard, new Random(SEED)));
        assertThat(mismatch(before)).isPresent();
        assertThat(before.isVoid()).isTrue();
        assertThat(mismatch(round(SHARD))).isEmpty();
        shard.undo();
    }

    @Test
    @Order(5)
    void databaseThatGoesAwayIsNoMismatch() throws Exception {
        connection.close();
        stand.postgres().kill();
        stand.postgres().restart();
        int size = tables.entries(OTHER_SHARD).size();
        send(OTHER_SHARD, 5);

        awaitHealth((size + 5) + " entries in order at ");
        assertThat(given().get("/q/health/ready").asString())
                .doesNotContain("mismatch shard " + OTHER_SHARD);
    }

    private static void awaitHealth(String words) {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                assertThat(given().get("/q/health/ready").asString())
                                        .contains(words));
    }

    private Set<By> found() {
        Set<By> by = EnumSet.noneOf(By.class);
        ServedLog served = new ServedLog(new Http(base), PREFIX, TOKEN, trust);
        if (!served.isInOrder()) {
            by.add(By.AUDIT);
        }
        if (!served.hasGrownFrom(held)) {
            by.add(By.HELD);
        }
        if (hasMismatch()) {
            by.add(By.INSIDE);
        }
        return by;
    }

    /** One round of the ledger's own audit. */
    private ShardRound round(int of) throws Mismatch {
        CheckpointVerifier verifier = new CheckpointVerifier(trust, "the log");
        return ShardRound.begin(
                        database.audited(1),
                        1,
                        of,
                        new SecretFile("ledger key", "").read(ledgerKey),
                        (shardOf, note) -> verifier.verify(note).byTheLog())
                .orElseThrow();
    }

    private static Optional<String> mismatch(ShardRound round) {
        try {
            while (round.advance() > 0) {}
            return Optional.empty();
        } catch (Mismatch e) {
            return Optional.of(e.getMessage());
        }
    }

    private boolean hasMismatch() {
        try {
            return mismatch(round(SHARD)).isPresent();
        } catch (Mismatch e) {
            return true;
        }
    }

    /** The exit code of the program that a stranger has. */
    private int verifierSays() throws Exception {
        Path trustFile = Files.createTempFile(stand.directory(), "trust", "");
        Files.write(trustFile, given().get("/logs/trust").asByteArray());
        Path token = Files.createTempFile(stand.directory(), "token", "");
        Files.writeString(token, TOKEN);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        return VerifierMain.run(
                new String[] {
                    "audit",
                    "--trust",
                    trustFile.toString(),
                    "--bearer-file",
                    token.toString(),
                    "http://%s%s".formatted(base.getAuthority(), PREFIX)
                },
                nowhere,
                nowhere);
    }
}
