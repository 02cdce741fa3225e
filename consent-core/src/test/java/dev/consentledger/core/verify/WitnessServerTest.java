package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.SignedNote;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.tile.TileHashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Cosigner cosigner =
            new Cosigner("witness.example/w1", Ed25519PrivateKey.generate(new SecureRandom()));
    private GrowingLog log;
    private GrowingLog fork;
    private WitnessState state;
    private WitnessServer server;

    @BeforeEach
    void start() throws Exception {
        log = new GrowingLog(folder.resolve("log"), 1, 24);
        fork = new GrowingLog(folder.resolve("fork"), 2, 24);
        log.growTo(0);
        serve();
    }

    private void serve() throws UsageError {
        state = new WitnessState(folder.resolve("state"));
        Witness witness =
                new Witness(
                        cosigner,
                        Inputs.trust(log.trust()),
                        state,
                        Clock.fixed(NOW, ZoneOffset.UTC));
        server =
                new WitnessServer(
                        witness,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new PrintStream(new ByteArrayOutputStream()));
    }

    @AfterEach
    void stop() {
        server.close();
        state.close();
    }

    @Test
    void aConsistentCheckpointIsCosignedWithItsTime() throws Exception {
        SignedCheckpoint first = log.growTo(300);
        HttpResponse<String> answer = add(0, log, first);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        VerifiedSignature cosignature = cosignature(first, answer);
        assertThat(cosignature.time()).contains(NOW);

        SignedCheckpoint second = log.growTo(1_000);
        HttpResponse<String> next = add(300, log, second);
        assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
        assertThat(cosignature(second, next).key()).isEqualTo(cosigner.verifierKey());
        assertThat(add(1_000, log, second).statusCode()).isEqualTo(200);
    }

    @Test
    void theLastCheckpointIsThereWithItsCosignature() throws Exception {
        String path = "/" + WitnessState.nameOf(GrowingLog.ORIGIN) + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        SignedCheckpoint first = log.growTo(300);
        add(0, log, first);

        HttpResponse<String> answer = get(path);

        SignedCheckpoint last = SignedCheckpoint.parse(answer.body().getBytes(UTF_8));
        assertThat(answer.headers().firstValue("Content-Type")).contains(Witness.TEXT);
        assertThat(last.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(last.note().signatures()).hasSize(2);
        assertThat(get("/" + "0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void fromAnotherSizeTheWitnessSaysWhichOneItHas() throws Exception {
        add(0, log, log.growTo(300));
        SignedCheckpoint next = log.growTo(400);

        HttpResponse<String> answer = add(0, log, next);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(answer.body()).isEqualTo("300\n");
        assertThat(add(299, log, next).statusCode()).isEqualTo(409);
    }

    @Test
    void afterARestartTheWitnessKnowsWhatItHasCosigned() throws Exception {
        add(0, log, log.growTo(300));
        stop();
        serve();

        assertThat(add(0, fork, fork.growTo(310)).body()).isEqualTo("300\n");
        assertThat(add(300, log, log.growTo(400)).statusCode()).isEqualTo(200);
    }

    @Test
    void aForkIsNotCosignedAndIsKept() throws Exception {
        add(0, log, log.growTo(300));
        SignedCheckpoint sameSize = fork.growTo(300);

        assertThat(add(300, fork, sameSize).statusCode()).isEqualTo(409);
        assertThat(add(300, fork, fork.growTo(500)).statusCode()).isEqualTo(422);
        Path evidence =
                folder.resolve("state")
                        .resolve(WitnessState.nameOf(GrowingLog.ORIGIN) + ".evidence")
                        .resolve("fork.checkpoint");
        assertThat(evidence).hasBinaryContent(sameSize.toBytes());
        assertThat(add(300, log, log.growTo(500)).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongProofIsRefused() throws Exception {
        SignedCheckpoint first = log.growTo(300);
        Hash hash = first.checkpoint().root();
        assertThat(post(new AddCheckpoint(0, List.of(hash), first)).statusCode()).isEqualTo(422);
        add(0, log, first);
        SignedCheckpoint next = log.growTo(400);

        assertThat(post(new AddCheckpoint(300, List.of(), next)).statusCode()).isEqualTo(422);
        assertThat(post(new AddCheckpoint(300, List.of(hash), first)).statusCode()).isEqualTo(422);
        List<Hash> proof = new ArrayList<>(proof(300, 400, log));
        proof.add(hash);
        assertThat(post(new AddCheckpoint(300, proof, next)).statusCode()).isEqualTo(422);
    }

    @Test
    void aLogThatIsNotKnownAndOneThatHasNotSignedAreTold() throws Exception {
        GrowingLog unknown =
                new GrowingLog(folder.resolve("unknown"), "ledger.example/logs/1/9", 1, 24);
        assertThat(add(0, unknown, unknown.growTo(10)).statusCode()).isEqualTo(404);

        String forged = new String(log.growTo(300).toBytes(), UTF_8).replace("\n300\n", "\n301\n");
        assertThat(post("old 0\n\n" + forged).statusCode()).isEqualTo(403);
        String another =
                new String(log.growTo(300).toBytes(), UTF_8).replace("\u2014 l", "\u2014 m");
        assertThat(post("old 0\n\n" + another).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNoRequestIsTold() throws Exception {
        SignedCheckpoint checkpoint = log.growTo(300);
        String note = new String(checkpoint.toBytes(), UTF_8);

        assertThat(post("old 301\n\n" + note).statusCode()).isEqualTo(400);
        for (String broken :
                List.of(
                        "",
                        "\n\n",
                        note,
                        "old 00\n\n" + note,
                        "old -1\n\n" + note,
                        "new 0\n\n" + note,
                        "old 0\n" + note,
                        "old 0\nabc\n\n" + note,
                        "old 0\n" + "A".repeat(43) + "=\n".repeat(1) + "\n",
                        "old 0\n" + ("A".repeat(43) + "=\n").repeat(64) + "\n" + note)) {
            assertThat(post(broken).statusCode()).as(broken).isEqualTo(400);
        }
        assertThat(post("x".repeat(WitnessServer.BODY_BYTES_MAX + 1)).statusCode()).isEqualTo(413);
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/../checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void ofTwoForksAtOnceOneIsCosigned() throws Exception {
        List<SignedCheckpoint> ours = new ArrayList<>();
        List<SignedCheckpoint> theirs = new ArrayList<>();
        for (int size = 10; size <= 200; size += 10) {
            ours.add(log.growTo(size));
            theirs.add(fork.growTo(size));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<Integer>>> pushes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            GrowingLog one = i % 2 == 0 ? log : fork;
            List<SignedCheckpoint> checkpoints = i % 2 == 0 ? ours : theirs;
            int seed = i;
            pushes.add(threads.submit(() -> push(one, checkpoints, new Random(seed))));
        }
        List<Integer> cosigned = new ArrayList<>();
        for (Future<List<Integer>> push : pushes) {
            cosigned.add(push.get().size());
        }
        threads.shutdown();

        assertThat(cosigned.get(0) + cosigned.get(2) == 0)
                .as("cosigned %s", cosigned)
                .isNotEqualTo(cosigned.get(1) + cosigned.get(3) == 0);
    }

    private List<Integer> push(GrowingLog one, List<SignedCheckpoint> checkpoints, Random random)
            throws Exception {
        List<Integer> cosigned = new ArrayList<>();
        long known = 0;
        for (int i = 0; i < 60; i++) {
            SignedCheckpoint next = checkpoints.get(random.nextInt(checkpoints.size()));
            if (next.checkpoint().size() < known) {
                continue;
            }
            HttpResponse<String> answer = add(known, one, next);
            if (answer.statusCode() == 200) {
                cosigned.add((int) next.checkpoint().size());
                known = next.checkpoint().size();
            } else if (answer.statusCode() == 409) {
                known = Long.parseLong(answer.body().strip());
            }
        }
        return cosigned;
    }

    @Test
    void nothingIsCosignedThatCannotBeStored() throws Exception {
        add(0, log, log.growTo(300));
        Path kept = folder.resolve("state");
        Path moved = folder.resolve("moved");
        Files.move(kept, moved);
        SignedCheckpoint next = log.growTo(400);

        assertThat(add(300, log, next).statusCode()).isEqualTo(500);
        Files.move(moved, kept);
        assertThat(add(300, log, next).statusCode()).isEqualTo(200);
    }

    @Test
    void twoWitnessesDoNotShareAState() {
        assertThatThrownBy(() -> new WitnessState(folder.resolve("state")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("another witness has the folder");
    }

    @Test
    void aDamagedStateIsNotTakenForNone() throws Exception {
        add(0, log, log.growTo(300));
        stop();
        Path file =
                folder.resolve("state")
                        .resolve(WitnessState.nameOf(GrowingLog.ORIGIN) + ".checkpoint");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[0]);

        assertThatThrownBy(this::serve)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("damaged");
        state.close();
        Files.write(file, whole);
        serve();
    }

    private VerifiedSignature cosignature(SignedCheckpoint checkpoint, HttpResponse<String> answer)
            throws Exception {
        return cosigner.verifierKey()
                .verify(checkpoint.note().text(), SignedNote.signatures(answer.body()).get(0))
                .orElseThrow();
    }

    private HttpResponse<String> add(long oldSize, GrowingLog of, SignedCheckpoint checkpoint)
            throws IOException, InterruptedException {
        return post(
                new AddCheckpoint(
                        oldSize, proof(oldSize, checkpoint.checkpoint().size(), of), checkpoint));
    }

    private static List<Hash> proof(long oldSize, long size, GrowingLog of) {
        LogReader reader = new LogReader(new LogFolder(of.folder()));
        return Consistency.path(oldSize, size, new TileHashes(size, reader::tiles));
    }

    private HttpResponse<String> post(AddCheckpoint request)
            throws IOException, InterruptedException {
        return post(new String(request.toBytes(), UTF_8));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri("/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Test
    void aRequestIsReadBackAsItWasWritten() throws MalformedCheckpoint {
        SignedCheckpoint checkpoint = log.growTo(300);
        AddCheckpoint request =
                new AddCheckpoint(7, List.of(checkpoint.checkpoint().root()), checkpoint);

        assertThat(AddCheckpoint.parse(request.toBytes())).isEqualTo(request);
    }
}
