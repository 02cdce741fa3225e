package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.GapEntry;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What happens where the records topic no longer has what the ledger needs next. */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "operator", value = MissingRecordsTest.OPERATOR))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingRecordsTest {

    static final String OPERATOR = "operator.example/anna";

    private static final Duration CHANGE_MAX = Duration.ofSeconds(90);
    private static final String PROBLEMS = "https://consentledger.dev/problems/";

    Stand stand;
    private LedgerTables tables;
    private RecordsTopic records;

    @BeforeEach
    void open() {
        tables = new LedgerTables(stand);
        records = new RecordsTopic(stand);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    @Order(1)
    void recordsGoneByRetentionHaltTheShardUntilAnOperatorStatesIt() throws Exception {
        awaitReady();
        OlderBackup empty = OlderBackup.of(tables, 0);
        List<byte[]> kept = loseRecords(0, 20, 30);
        awaitHalted(0, "the records from offset 0 to 19 were deleted before they were appended");
        health().body(
                        containsString(
                                "origin=localhost:8081/logs/1/0 topic=%s from=0 to=20"
                                        .formatted(topicId())));

        refuse(400, "invalid-statement", "no note".getBytes(StandardCharsets.UTF_8));
        refuse(403, "statement-not-signed", stated(0, 0, 20, stranger()));
        refuse(409, "statement-does-not-fit", stated(0, 0, 21, operator()));
        refuse(409, "statement-does-not-fit", stated(0, 1, 20, operator()));
        refuse(409, "statement-does-not-fit", stated(7, 0, 20, operator()));
        assertThat(tables.entries(0)).isEmpty();

        byte[] note = stated(0, 0, 20, operator());
        accept(note);
        awaitReady();
        awaitSize(0, 31);

        GapEntry gap = new GapEntry(0, 0, 20, "lost in a test", Hash.sha256(note));
        List<byte[]> expected = new ArrayList<>(List.of(EntryCodec.encode(gap)));
        expected.addAll(kept);
        assertThat(tables.entries(0)).containsExactlyElementsOf(expected);
        assertThat(document(0, 0)).isEqualTo(note);
        accept(note);

        // What one statement says is said in every replay: here from an empty database.
        expected.addAll(restoreAndSend(empty, 0));
        awaitSize(0, 32);
        assertThat(tables.entries(0)).containsExactlyElementsOf(expected);
        awaitSigned(0, expected);
    }

    @Test
    @Order(2)
    void statementOfAnyProducerCountsAtItsOffsetInEveryReplay() throws Exception {
        awaitReady();
        List<byte[]> expected = new ArrayList<>(records.send(1, 10));
        awaitSize(1, 10);
        awaitSigned(1, expected);
        OlderBackup backup = OlderBackup.of(tables, 1);
        List<byte[]> kept = loseRecords(1, 5, 7);
        awaitHalted(1, "the records from offset 10 to 14 were deleted");
        double ignored = ignored();

        byte[] first = stated(1, 10, 15, operator());
        writeControl("gap/nonsense", "nonsense".getBytes(StandardCharsets.UTF_8));
        writeControl(key(1, 10, stated(1, 10, 15, stranger())), stated(1, 10, 15, stranger()));
        writeControl(key(1, 10, stated(1, 10, 17, operator())), stated(1, 10, 17, operator()));
        writeControl("tombstone/of another kind", new byte[] {1});
        await().atMost(CHANGE_MAX).until(() -> ignored() == ignored + 3);
        awaitHalted(1, "would jump over records that are there, to offset 17");
        refuse(409, "statement-does-not-fit", first);
        writeControl(key(1, 10, first), first);
        await().atMost(CHANGE_MAX).until(() -> ignored() == ignored + 5);
        assertThat(tables.entries(1)).hasSize(10);
        // Without a value: the one that came first is taken back.
        writeControl(key(1, 10, stated(1, 10, 17, operator())), null);
        awaitReady();
        awaitSize(1, 18);
        byte[] second = stated(1, 10, 12, operator());
        writeControl(key(1, 10, second), second);
        await().atMost(CHANGE_MAX).until(() -> ignored() == ignored + 6);

        expected.add(
                EntryCodec.encode(new GapEntry(1, 10, 15, "lost in a test", Hash.sha256(first))));
        expected.addAll(kept);
        assertThat(tables.entries(1)).containsExactlyElementsOf(expected);

        expected.addAll(restoreAndSend(backup, 1));
        awaitSize(1, 19);
        assertThat(tables.entries(1)).containsExactlyElementsOf(expected);
        awaitSigned(1, expected);
    }

    @Test
    @Order(3)
    void topicThatHasLostItsEndHaltsTheShardForGood() throws Exception {
        awaitReady();
        records.send(2, 10);
        records.send(3, 10);
        awaitSize(3, 10);
        stand.broker().kill();
        stand.broker().restart();
        records.send(3, 10);
        awaitSize(2, 10);
        awaitSize(3, 20);

        // As if the ledger had seen 90 more, and 5 others before the leader was changed.
        tables.executeAsOwner(
                """
                UPDATE heads SET next_offset = 100 WHERE shard = 2;
                UPDATE heads SET next_offset = 15, leader_epoch = leader_epoch - 1
                WHERE shard = 3""");
        stand.postgres().kill();
        // Whoever cannot append looks again where the ledger stands.
        records.send(2, 1);
        records.send(3, 1);
        stand.postgres().restart();

        awaitHalted(2, "the records topic ends at offset 11, and offset 100 is what comes next");
        awaitHalted(3, "the records topic has other records before offset 15");
        refuse(409, "statement-does-not-fit", stated(2, 100, 101, operator()));
        records.send(2, 200);
        records.send(3, 5);
        records.send(0, 1);
        awaitSize(0, 33);
        assertThat(tables.entries(2)).hasSize(10);
        assertThat(tables.entries(3)).hasSize(20);
    }

    /** While the ledger is away, records come and go; gives the entries of those that stay. */
    private List<byte[]> loseRecords(int shard, int lost, int kept) {
        stand.postgres().kill();
        records.send(shard, lost);
        long begin = RecordsTopic.end(stand, shard);
        List<byte[]> entries = records.send(shard, kept);
        RecordsTopic.deleteBefore(stand, shard, begin);
        stand.postgres().restart();
        return entries;
    }

    private List<byte[]> restoreAndSend(OlderBackup backup, int shard) throws Exception {
        backup.restore();
        return records.send(shard, 1);
    }

    private ValidatableResponse health() {
        return given().get("/q/health/ready").then();
    }

    private void awaitReady() {
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private void awaitHalted(int shard, String reason) {
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                health().statusCode(503)
                                        .body(containsString("halted shard " + shard))
                                        .body(containsString(reason)));
    }

    private void awaitSize(int shard, int size) {
        await().atMost(CHANGE_MAX)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tables.entries(shard)).hasSize(size));
    }

    /** Under a signature that says so; so it is past what was published, with the same root. */
    private void awaitSigned(int shard, List<byte[]> entries) {
        Hash root = CompactRange.EMPTY.append(entries.stream().map(TreeHash::leaf).toList()).root();
        await().atMost(CHANGE_MAX)
                .untilAsserted(
                        () ->
                                assertThat(
                                                tables.rows(
                                                        "SELECT size, encode(root, 'hex') FROM signed_heads WHERE shard = "
                                                                + shard))
                                        .containsExactly(
                                                List.of((long) entries.size(), root.toHex())));
        await().atMost(CHANGE_MAX)
                .untilAsserted(() -> health().body(not(containsString("recovering"))));
    }

    private byte[] document(int shard, long index) {
        return (byte[])
                tables.rows(
                                "SELECT document FROM documents WHERE shard = %d AND entry_index = %d"
                                        .formatted(shard, index))
                        .get(0)
                        .get(0);
    }

    private String topicId() {
        return RecordsTopic.id(stand);
    }

    private byte[] stated(int shard, long from, long to, NoteSigner signer) {
        return SignedStatement.sign(
                        new GapStatement(
                                "localhost:8081/logs/1/" + shard,
                                topicId(),
                                from,
                                to,
                                "lost in a test"),
                        signer)
                .toBytes();
    }

    private NoteSigner operator() throws Exception {
        String pem = Files.readString(stand.directory().resolve("operator.pem"));
        return new NoteSigner(OPERATOR, Ed25519PrivateKey.ofPem(pem));
    }

    private static NoteSigner stranger() {
        return new NoteSigner(OPERATOR, Ed25519PrivateKey.generate(new SecureRandom()));
    }

    private static void accept(byte[] note) {
        given().contentType("text/plain")
                .body(note)
                .post("/v1/statements")
                .then()
                .statusCode(202)
                .body("kind", equalTo("gap"))
                .body("shard", equalTo(0))
                .body("hash", equalTo(Hash.sha256(note).toHex()));
    }

    private static void refuse(int status, String problem, byte[] note) {
        given().contentType("text/plain")
                .body(note)
                .post("/v1/statements")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEMS + problem));
    }

    private static String key(int shard, long from, byte[] note) {
        return "gap/localhost:8081/logs/1/%d/%d/%s".formatted(shard, from, Hash.sha256(note));
    }

    private void writeControl(String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stand.kafkaBootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    "consent.control.v1",
                                    0,
                                    key.getBytes(StandardCharsets.UTF_8),
                                    value))
                    .get();
        }
    }

    private static double ignored() {
        return given().get("/q/metrics")
                .then()
                .extract()
                .asString()
                .lines()
                .filter(
                        line ->
                                line.startsWith(
                                        "consent_ledger_statements_total{outcome=\"ignored\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
