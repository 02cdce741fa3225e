package dev.consentledger.reporting.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.entry.Commitments;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.entry.EvidencePart;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.reporting.desk.LedgerRecord;
import dev.consentledger.reporting.desk.LedgerRecord.Place;
import dev.consentledger.reporting.desk.Unavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskClientTest {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final List<Place> PLACES = List.of(new Place(2, 17));
    private static final EvidencePart SUBJECT = part(Json.object().put("subject", "anna").build());
    private static final EvidencePart CONTEXT = part(Json.object().put("by", "dora").build());
    private static final EvidencePart OBSERVED = part(Json.object().build());

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/desk/records", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The next answer; an empty one is a 503. */
    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        questions.add(token + " " + new String(body, StandardCharsets.UTF_8));
        byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.length == 0 ? 503 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void recordsComeWithWhatIsLeftOfTheirEvidence() {
        answers.add(record(SUBJECT, CONTEXT));

        List<LedgerRecord> records = ask();

        assertThat(questions)
                .containsExactly("Bearer secret {\"positions\":[{\"index\":17,\"shard\":2}]}");
        assertThat(records).hasSize(1);
        assertThat(records.get(0).place()).isEqualTo(new Place(2, 17));
        assertThat(records.get(0).subject()).contains("anna");
        assertThat(records.get(0).contextText("by")).contains("dora");
        assertThat(records.get(0).outcome()).isEmpty();
    }

    @Test
    void aQuestionThatFailedIsAskedOnceMore() {
        answers.add("");
        answers.add(record(SUBJECT, CONTEXT));

        assertThat(ask()).hasSize(1);
        assertThat(questions).hasSize(2);
    }

    @Test
    void aLedgerThatIsAwayIsToldAndNotAskedForEver() {
        answers.add("");
        answers.add("");

        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.need()).isEqualTo(Unavailable.Need.LEDGER));
        assertThat(questions).hasSize(2);
        server.stop(0);
        assertThatThrownBy(this::ask).isInstanceOf(Unavailable.class);
    }

    @Test
    void evidenceThatTheEntryDoesNotCommitToIsNotShown() {
        EvidencePart other = part(Json.object().put("subject", "ben").build());
        answers.add(record(other, CONTEXT));
        answers.add(record(other, CONTEXT));

        assertThatThrownBy(this::ask).isInstanceOf(Unavailable.class);
    }

    @Test
    void noPlacesAreNoQuestion() {
        assertThat(client().at(List.of()).await().atMost(ANSWER_MAX)).isEmpty();
        assertThat(questions).isEmpty();
    }

    private List<LedgerRecord> ask() {
        return client().at(PLACES).await().atMost(ANSWER_MAX);
    }

    private DeskClient client() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new DeskClient(uri, Optional.of("secret"));
    }

    private static String record(EvidencePart subject, EvidencePart context) {
        ActEntry entry =
                new ActEntry(
                        Kind.ACCESS,
                        new UUID(0x4000, 0x8000_0000_0000_0000L),
                        "shop.example",
                        Act.LOOK_UP,
                        Optional.empty(),
                        Set.of(),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        new Commitments(
                                Optional.of(SUBJECT.commitment()),
                                CONTEXT.commitment(),
                                Hash.sha256(OBSERVED.committedBytes())));
        Json.Obj evidence =
                Json.object()
                        .put("stored", true)
                        .put("subject", base64(subject.committedBytes()))
                        .put("context", base64(context.committedBytes()))
                        .build();
        Json.Obj record =
                Json.object()
                        .put("shard", 2)
                        .put("index", 17)
                        .put("entry", base64(EntryCodec.encode(entry)))
                        .put("evidence", evidence)
                        .build();
        return new String(
                Json.object()
                        .put("records", new Json.Arr(List.of(record)))
                        .build()
                        .canonicalBytes(),
                StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static EvidencePart part(Json.Obj value) {
        return new EvidencePart(new byte[EvidencePart.SALT_LENGTH], value);
    }
}
