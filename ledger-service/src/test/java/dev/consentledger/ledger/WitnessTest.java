package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.Subtree;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.proof.Trust;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.core.proof.Verdict;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A ledger with four witnesses: one that works, one that is away, one that never ends its answers,
 * and one that signs with a key that is not its own. Each test has a shard of its own.
 */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "witnesses", value = "good,away,slow,liar"))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WitnessTest {

    private static final Duration CHANGE_MAX = Duration.ofSeconds(120);

    private static RealWitness good;
    private static HttpServer slow;
    private static HttpServer liar;
    private static final CountDownLatch END = new CountDownLatch(1);

    Stand stand;

    @ConfigProperty(name = "consent.log-key.file")
    Path keyFile;

    /** Not there for other tests, in whose application this class is, too. */
    @ConfigProperty(name = "consent.witnesses.file")
    Optional<Path> configured;

    private Path witnessesFile;
    private LedgerTables tables;

    @BeforeEach
    void startOnce() throws Exception {
        witnessesFile = configured.orElseThrow();
        tables = new LedgerTables(stand);
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        await().atMost(CHANGE_MAX).until(() -> given().get("/logs/trust").statusCode() == 200);
        if (good == null) {
            slow = server("slow", WitnessTest::neverEnd);
            liar = server("liar", this::lie);
            good = good();
        }
    }

    private RealWitness good() throws Exception {
        Path logs = witnessesFile.resolveSibling("witnessed-logs");
        Files.write(logs, given().get("/logs/trust").asByteArray());
        return new RealWitness(
                "witness.example/good",
                witnessesFile.resolveSibling("good.pem"),
                witnessesFile.resolveSibling("witnessed"),
                logs,
                url("good"));
    }

    @AfterAll
    static void stop() throws Exception {
        END.countDown();
        good.close();
        slow.stop(0);
        liar.stop(0);
    }

    @Test
    @Order(1)
    void entryThatNobodyHasCosignedIsToBeAskedForAgainAndAFalseLineCountsForNothing()
            throws Exception {
        good.close();
        Event event = eventOf(1);
        send(List.of(RecordsTopic.record(event)));
        awaitSigned(1, 1);
        VerifierKey away = line("away").key();
        String falseLine = new NoteSignature(away.name(), away.keyId(), new byte[72]).line();
        tables.execute(
                "SELECT keep_cosignature(1, 1, 1, '%s', %d, now(), '%s')"
                        .formatted(away.name(), away.keyId(), falseLine));

        given().get("/v1/proofs/" + event.id() + "?checkpoint=cosigned")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://consentledger.dev/problems/not-yet-cosigned"))
                .header("Retry-After", equalTo("1"));
        good = good();
        String cosigned = "/v1/proofs/" + event.id() + "?checkpoint=cosigned";
        await().atMost(CHANGE_MAX).until(() -> given().get(cosigned).statusCode() == 200);
        assertThat(
                        new ProofVerifier(trust("good"))
                                .verifyEntryProof(given().get(cosigned).asByteArray())
                                .outcome())
                .isEqualTo(Check.Outcome.PASSED);
        given().get("/logs/1/1/checkpoint")
                .then()
                .statusCode(200)
                .body(containsString("witness.example/good"))
                .body(not(containsString("witness.example/away")));
        assertThat(
                        metric(
                                given().get("/q/metrics").asString(),
                                "consent_witness_false_lines_total{witness=\"away\"}"))
                .isEqualTo(1);
    }

    @Test
    @Order(2)
    void cosignedCheckpointIsServedAndItsProofsMeetAQuorum() throws Exception {
        Event first = eventOf(0);
        send(List.of(RecordsTopic.record(first)));
        awaitCosigned(0, 1);
        send(records(0, 40));
        awaitCosigned(0, 41);

        assertThat(rows("SELECT DISTINCT witness FROM cosignatures WHERE shard = 0"))
                .containsExactly(List.of("witness.example/good"));
        Trust trust = trust("good");
        byte[] json =
                given().get("/v1/proofs/" + first.id() + "?checkpoint=cosigned").asByteArray();
        EntryProof proof = EntryProof.parse(json);
        Verdict verdict = new ProofVerifier(trust).verifyEntryProof(json);
        assertThat(verdict.outcome()).isEqualTo(Check.Outcome.PASSED);
        assertThat(verdict.earliest()).isPresent();
        assertThat(proof.proof().checkpoint().checkpoint().size()).isEqualTo(1);

        byte[] tlog =
                given().get("/v1/proofs/" + first.id() + "?checkpoint=41&format=tlog-proof")
                        .asByteArray();
        assertThat(TlogProof.parse(tlog).checkpoint().note().signatures()).hasSize(2);
        SignedCheckpoint newest =
                SignedCheckpoint.parse(given().get("/logs/1/0/checkpoint").asByteArray());
        assertThat(newest.note().signatures()).hasSize(2);
        assertThat(given().get("/logs/1/0/cosigned-checkpoint").asByteArray())
                .isEqualTo(newest.toBytes());
        given().get("/logs/9/0/cosigned-checkpoint")
                .then()
                .statusCode(404)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("https://consentledger.dev/problems/not-yet-cosigned"));
        assertThat(
                        EntryProof.parse(given().get("/v1/proofs/" + first.id()).asByteArray())
                                .proof()
                                .checkpoint())
                .isEqualTo(newest);
    }

    @Test
    @Order(3)
    void whoIsAwayOrSlowOrLiesStopsNothingAndIsNamed() throws Exception {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body(containsString("witness away"))
                                        .body(containsString("it cannot be reached"))
                                        .body(containsString("witness slow"))
                                        .body(containsString("it does not answer in time"))
                                        .body(containsString("witness liar"))
                                        .body(containsString("is its signature under this"))
                                        .body(not(containsString("witness good"))));
        String metrics = given().get("/q/metrics").asString();
        assertThat(metric(metrics, "consent_witness_cosigned_size{shard=\"0\",witness=\"good\"}"))
                .isEqualTo(41);
        assertThat(metric(metrics, "consent_witness_cosigned_size{shard=\"0\",witness=\"liar\"}"))
                .isZero();
        assertThat(
                        metric(
                                metrics,
                                "consent_witness_failures_total{kind=\"wrong_signature\",witness=\"liar\"}"))
                .isPositive();
        assertThat(
                        metric(
                                metrics,
                                "consent_witness_failures_total{kind=\"timeout\",witness=\"slow\"}"))
                .isPositive();
        assertThat(metric(metrics, "consent_witness_success_age_seconds{witness=\"away\"}"))
                .isPositive();
    }

    @Test
    @Order(4)
    void cosignaturesCannotBeWrittenOrTakenBack() {
        assertThat(refused("INSERT INTO cosignatures SELECT * FROM cosignatures"))
                .contains("permission denied");
        assertThat(refused("DELETE FROM cosignatures")).contains("permission denied");
        assertThat(refusedToOwner("UPDATE cosignatures SET line = ''")).contains("refused");
        assertThat(refusedToOwner("TRUNCATE cosignatures")).contains("refused");
    }

    @Test
    @Order(5)
    void witnessThatIsAheadMakesTheLedgerRecover() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = records(3, 30);
        List<Hash> leaves = records.stream().map(record -> TreeHash.leaf(record.value())).toList();
        send(records.subList(0, 10));
        awaitCosigned(3, 10);
        Checkpoint future = Checkpoint.of(origin(3), 30, CompactRange.EMPTY.append(leaves).root());
        List<Hash> proof =
                Consistency.path(
                        10,
                        30,
                        subtrees -> subtrees.stream().map(part -> root(leaves, part)).toList());
        assertThat(good.add(new AddCheckpoint(10, proof, signed(future)))).isEqualTo(200);
        send(records.subList(10, 12));
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .body(
                                                containsString(
                                                        "it has signed 12 entries, and the witness good has seen 30")));
        send(records.subList(12, 20));
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body(containsString("recovering shard 3"))
                                        .body(containsString("a checkpoint of 30 was signed")));

        send(records.subList(20, 30));
        awaitCosigned(3, 30);
        assertThat(rows("SELECT count(*) FROM checkpoints WHERE shard = 3 AND size > 12"))
                .containsExactly(List.of(1L));
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .body(not(containsString("recovering"))));
    }

    @Test
    @Order(6)
    void witnessThatHasSeenAForkStopsSigningOfItsShardForGood() throws Exception {
        Checkpoint other = Checkpoint.of(origin(2), 12, Hash.sha256(new byte[] {1}));
        assertThat(good.add(new AddCheckpoint(0, List.of(), signed(other)))).isEqualTo(200);
        send(records(2, 20));
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                given().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body(containsString("unsigned shard 2"))
                                        .body(containsString("the witness good has seen another"))
                                        .body(containsString("that this key has signed")));
        long size = (long) rows("SELECT size FROM signed_heads WHERE shard = 2").get(0).get(0);
        send(records(2, 5));
        send(records(0, 1));

        awaitCosigned(0, 42);
        await().atMost(CHANGE_MAX).until(() -> tables.entries(2).size() == 25);
        assertThat(rows("SELECT max(size) FROM checkpoints WHERE shard = 2"))
                .containsExactly(List.of(size));
        assertThat(rows("SELECT 1 FROM cosignatures WHERE shard = 2")).isEmpty();
    }

    private static String origin(int shard) {
        return "localhost:8081/logs/1/" + shard;
    }

    private SignedCheckpoint signed(Checkpoint checkpoint) throws Exception {
        NoteSigner signer =
                new NoteSigner(
                        checkpoint.origin(), Ed25519PrivateKey.ofPem(Files.readString(keyFile)));
        return SignedCheckpoint.sign(checkpoint, List.of(signer));
    }

    private static Hash root(List<Hash> leaves, Subtree part) {
        return CompactRange.EMPTY
                .append(leaves.subList((int) part.start(), (int) part.end()))
                .root();
    }

    /** What the ledger hands out, with a quorum of one witness. */
    private static Trust trust(String witness) throws Exception {
        TrustFile served = TrustFile.parse(given().get("/logs/trust").asByteArray());
        assertThat(served.quorum()).isEqualTo("none");
        return new TrustFile(served.logs(), served.witnesses(), served.groups(), witness).trust();
    }

    private TrustFile.Witness line(String name) throws Exception {
        return TrustFile.parse((Files.readString(witnessesFile) + "quorum none\n").getBytes(UTF_8))
                .witnesses()
                .stream()
                .filter(witness -> witness.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private URI url(String name) throws Exception {
        return URI.create(line(name).url().orElseThrow());
    }

    private HttpServer server(String name, HttpHandler handler) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", url(name).getPort()), 0);
        server.createContext("/", handler);
        server.setExecutor(
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread = new Thread(work, name);
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.start();
        return server;
    }

    /** An answer that begins, and goes no further. */
    private static void neverEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('-');
        exchange.getResponseBody().flush();
        try {
            END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line with the liar's name and key id, made with another key. */
    private void lie(HttpExchange exchange) throws IOException {
        try (exchange) {
            AddCheckpoint request = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
            VerifierKey said = line("liar").key();
            NoteSignature made =
                    new Cosigner(said.name(), Ed25519PrivateKey.generate(new SecureRandom()))
                            .cosign(request.checkpoint().note().text(), Instant.now());
            byte[] answer =
                    (new NoteSignature(said.name(), said.keyId(), made.signature()).line() + "\n")
                            .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static double metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findAny()
                .orElseThrow(() -> new AssertionError("no " + name + " in\n" + metrics));
    }

    private String refused(String command) {
        return assertThatThrownBy(() -> tables.execute(command))
                .isInstanceOf(SQLException.class)
                .actual()
                .getMessage();
    }

    private String refusedToOwner(String command) {
        return assertThatThrownBy(() -> tables.executeAsOwner(command))
                .isInstanceOf(SQLException.class)
                .actual()
                .getMessage();
    }

    private void awaitSigned(int shard, long size) {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT size FROM signed_heads WHERE shard = "
                                                                + shard))
                                        .containsExactly(List.of(size)));
    }

    private void awaitCosigned(int shard, long size) {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT max(size) FROM cosignatures WHERE shard = "
                                                                + shard))
                                        .containsExactly(List.of(size)));
    }

    private List<List<Object>> rows(String query) {
        return tables.rows(query);
    }

    private static Event eventOf(int shard) {
        return Stream.generate(Event::granted)
                .filter(event -> RecordsTopic.shardOf(event) == shard)
                .findFirst()
                .orElseThrow();
    }

    private static List<ProducerRecord<byte[], byte[]>> records(int shard, int number) {
        return Stream.generate(() -> RecordsTopic.record(eventOf(shard))).limit(number).toList();
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            records.forEach(topic::send);
            topic.flush();
        }
    }
}
