package dev.consentledger.ledger;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consentledger.core.verify.VerifierMain;
import dev.consentledger.ledger.CuttingProxy.Cut;
import dev.consentledger.standalone.Stand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connection to PostgreSQL is cut at calls of the functions that write: what failed may have
 * been stored or not, and the service cannot know which.
 */
@QuarkusTest
@QuarkusTestResource(
        value = LedgerStand.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "database", value = "proxied"),
            @ResourceArg(name = "batch-records", value = "5"),
            @ResourceArg(name = "auditor-token", value = "the-auditor-reads-the-entries-too")
        })
class CutConnectionTest {

    private static final int EVENTS = 300;
    private static final int REPEATED_EVERY = 10;
    private static final int CUT_EVERY = 5;
    private static final int CUTS_MIN = 3;
    private static final Duration CHANGE_MAX = Duration.ofSeconds(180);

    @TestHTTPResource URI base;
    @TempDir Path directory;
    Stand stand;
    CuttingProxy proxy;

    @ConfigProperty(name = "consent.auditor-token.file")
    Optional<Path> token;

    @Test
    void allIsThereOnceHoweverTheConnectionsWereCut() throws Exception {
        await().atMost(CHANGE_MAX).until(() -> given().get("/q/health/ready").statusCode() == 200);
        LedgerTables tables = new LedgerTables(stand);
        proxy.cut(CUT_EVERY);

        List<List<byte[]>> expected = send();
        await().atMost(CHANGE_MAX).until(() -> judged(tables) == EVENTS + EVENTS / REPEATED_EVERY);
        await().atMost(CHANGE_MAX)
                .until(
                        () ->
                                tables.rows(
                                                        "SELECT FROM heads h JOIN signed_heads s USING (epoch, shard) JOIN publications p USING (epoch, shard) WHERE s.size = h.next_index AND p.next_index = h.next_index")
                                                .size()
                                        == RecordsTopic.SHARDS);

        for (Cut cut : Cut.values()) {
            assertThat(proxy.times("append", cut)).as(cut.name()).isGreaterThan(CUTS_MIN);
        }
        AppendedTopic appended = new AppendedTopic(stand);
        for (int shard = 0; shard < RecordsTopic.SHARDS; shard++) {
            assertThat(tables.entries(shard)).containsExactlyElementsOf(expected.get(shard));
            assertThat(appended.entries(shard)).containsExactlyElementsOf(expected.get(shard));
            assertThat(audit(shard)).endsWith("Result: passed\n");
        }
        assertThat(tables.count("repeats")).isEqualTo(EVENTS / REPEATED_EVERY);
        assertThat(tables.rows("SELECT FROM repeats WHERE conflicting")).isEmpty();
    }

    private List<List<byte[]>> send() {
        List<List<byte[]>> entries =
                IntStream.range(0, RecordsTopic.SHARDS)
                        .<List<byte[]>>mapToObj(shard -> new ArrayList<>())
                        .toList();
        try (RecordsTopic topic = new RecordsTopic(stand)) {
            for (int i = 0; i < EVENTS; i++) {
                Event event = Event.granted();
                entries.get(RecordsTopic.shardOf(event)).add(topic.send(event));
                if (i % REPEATED_EVERY == 0) {
                    topic.send(event);
                }
            }
            topic.flush();
        }
        return entries;
    }

    private static long judged(LedgerTables tables) {
        return ((Number)
                        tables.rows("SELECT coalesce(sum(next_offset), 0)::bigint FROM heads")
                                .get(0)
                                .get(0))
                .longValue();
    }

    private String audit(int shard) throws Exception {
        Path trust =
                Files.write(directory.resolve("trust"), new Http(base).get("/logs/trust").body());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, UTF_8)) {
            VerifierMain.run(
                    new String[] {
                        "audit",
                        "--quiet",
                        "--trust",
                        trust.toString(),
                        "--bearer-file",
                        token.orElseThrow().toString(),
                        base.resolve("/logs/1/" + shard).toString()
                    },
                    out,
                    out);
        }
        return said.toString(UTF_8);
    }
}
