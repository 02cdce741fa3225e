package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static dev.consentledger.standalone.service.ServiceName.REPORTING_SERVICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.system.Desk.Answer;
import dev.consentledger.system.Event.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a choice on each of the four sites to records that a regulator verifies offline. */
class ProofOfConsentIT {

    private static final Random RANDOM = Extent.random();
    private static final Map<String, String> FORMATS = formats();

    /** More than a page of the ledger's answer would be slow to send one by one. */
    private static final int PACKED = 40;

    @TempDir static Path directory;
    private static ConsentSystem system;
    private static Desk desk;
    private static Path trust;

    /** Each with the beginning of its files. */
    private static Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put("bundle", "PK");
        formats.put("pdf", "%PDF-");
        formats.put("json-ld", "{");
        formats.put("json-ld-receipt", "{");
        formats.put("kantara", "{");
        formats.put("tlog-proof", "c2sp.org/tlog-proof@v1");
        formats.put("csv", "");
        return formats;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        system =
                ConsentSystem.startWitnessed(
                        directory, CONSENT_API, LEDGER_SERVICE, REPORTING_SERVICE);
        desk = new Desk(system);
        trust = directory.resolve("trust");
        String keys = Http.get(system.service(LEDGER_SERVICE).uri().resolve("/logs/trust")).body();
        Files.writeString(trust, keys);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void everySitesConsentIsProvedInEveryFormat() throws Exception {
        prove(Event.of(Site.IMAGINE_ART, "accept_all", RANDOM).subject("v-anna"), "v-anna");
        prove(Event.of(Site.IMSUPPORTING, "reject_all", RANDOM).subject("v-bela"), "v-bela");
        prove(Event.of(Site.IMMAG_IN, "implied", RANDOM).subject("v-carl"), "v-carl");
        prove(Event.of(Site.PIXEVETY, "acknowledge", RANDOM).subject("v-dora"), "v-dora");
    }

    private static void prove(Event event, String subject) throws Exception {
        String site = event.body().path("site").asText();
        assertThat(system.send(event).status()).isEqualTo(202);
        String inCase = desk.open(site, "DSR-" + event.id());
        Answer bundle = covered(inCase, event, "bundle");
        Path file = directory.resolve(event.id() + ".zip");
        Files.write(file, bundle.body());

        assertThat(Verifiers.jarPasses(file, trust)).contains(event.id().toString());
        Verifiers.scriptPasses(file, trust);
        Verifiers.pagePasses(file, trust);
        for (Map.Entry<String, String> format : FORMATS.entrySet()) {
            Answer answer = proof(inCase, event, format.getKey());
            assertThat(answer.status()).as("%s of %s: %s", format, site, answer).isEqualTo(200);
            assertThat(new String(answer.body(), UTF_8)).startsWith(format.getValue());
        }
        JsonNode person =
                desk.post(
                                "/v1/look-ups",
                                Map.of(
                                        "site",
                                        site,
                                        "case",
                                        inCase,
                                        "by",
                                        Map.of("subject", subject)))
                        .json();
        assertThat(person.path("result").asText()).isEqualTo("found");
        assertThat(person.path("events").findValuesAsText("eventId"))
                .contains(event.id().toString());
    }

    @Test
    void whatIsWithheldIsSaidAndStillVerifies() throws Exception {
        Event event = Event.of(Site.IMAGINE_ART, "accept_all", RANDOM).subject("v-emil");
        assertThat(system.send(event).status()).isEqualTo(202);
        String inCase = desk.open(Site.IMAGINE_ART.domain(), "DSR-withheld");
        covered(inCase, event, "bundle");

        Map<String, Object> question = question(inCase, event, "bundle");
        question.put("withhold", List.of("subject", "observed"));
        Path file = directory.resolve("withheld.zip");
        Answer answer = desk.post("/v1/proofs-of-consent", question);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        Files.write(file, answer.body());

        assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("v-emil");
        assertThat(Auditor.passes("verify", "--trust", trust.toString(), file.toString()))
                .contains("withheld or erased");
    }

    @Test
    void aVisitorGetsTheirOwnRecordForTheirCodeAndForNoOther() throws Exception {
        Event event = Event.of(Site.IMAGINE_ART, "accept_all", RANDOM).subject("v-fred");
        String code = system.send(event).json().path("receiptCode").asText();
        Map<String, Object> mine =
                Map.of("site", Site.IMAGINE_ART.domain(), "receiptCode", code, "format", "bundle");

        Answer own = await(() -> desk.postAsVisitor("/v1/own-record", mine), ok());
        Path file = directory.resolve("own.zip");
        Files.write(file, own.body());

        assertThat(Auditor.passes("verify", "--trust", trust.toString(), file.toString()))
                .contains(event.id().toString());
        String other = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
        Map<String, Object> anothers =
                Map.of("site", Site.IMAGINE_ART.domain(), "receiptCode", other);
        Map<String, Object> elsewhere = Map.of("site", Site.IMMAG_IN.domain(), "receiptCode", code);
        for (Map<String, Object> wrong : List.of(anothers, elsewhere)) {
            Answer answer = desk.postAsVisitor("/v1/own-record", wrong);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("type").asText()).endsWith("/no-such-record");
        }
    }

    @Test
    void auditPackOfASiteSurvivesKillsCanBeCancelledAndIsVerified() throws Exception {
        Instant before = Instant.now();
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < PACKED; i++) {
            Event event = Event.of(Site.IMMAG_IN, "implied", RANDOM);
            sent.add(event.id());
            Event sending = i % 2 == 0 ? event : event.subject("v-pack-" + i);
            assertThat(system.send(sending).status()).isEqualTo(202);
        }
        for (UUID id : sent) {
            awaitCovered(id);
        }
        Packs packs = new Packs(desk, Site.IMMAG_IN.domain());
        system.service(LEDGER_SERVICE).kill();
        String unwanted = packs.order(before, Instant.now());
        packs.await(unwanted, "running");
        String wanted = packs.order(before, Instant.now());
        assertThat(packs.cancel(unwanted).path("state").asText()).isEqualTo("cancelled");
        packs.await(wanted, "running");
        system.service(REPORTING_SERVICE).kill();
        system.launch(REPORTING_SERVICE, Map.of());
        system.launch(LEDGER_SERVICE, Map.of());
        system.service(REPORTING_SERVICE).awaitReady();

        JsonNode done = packs.await(wanted, "done");

        Path file = directory.resolve("pack.zip");
        Files.write(file, packs.file(wanted).body());
        assertThat(done.path("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(done.path("sha256").asText())
                .isEqualTo(Hash.sha256(Files.readAllBytes(file)).toHex());
        assertThat(Auditor.passes("verify", "--trust", trust.toString(), file.toString()))
                .contains("audit pack of " + Site.IMMAG_IN.domain())
                .contains("Result: passed");
        assertThat(overview(file)).contains(sent.stream().map(UUID::toString).toList());
        assertThat(packs.file(unwanted).json().path("type").asText()).endsWith("/pack-not-done");
        assertThat(system.stand().directory().resolve("audit-packs"))
                .isDirectoryContaining("glob:**/" + wanted + ".zip")
                .isDirectoryNotContaining("glob:**/" + unwanted + "*.zip");

        Map<String, Object> link =
                new HashMap<>(Map.of("site", Site.IMMAG_IN.domain(), "case", packs.inCase()));
        link.putAll(Map.of("pack", wanted, "recipient", "An authority"));
        String code = code(desk.post("/v1/regulator-links", link).json());
        assertThat(new String(open(code, "", true).body(), UTF_8))
                .contains("An audit pack of " + Site.IMMAG_IN.domain())
                .contains(done.path("sha256").asText());
        assertThat(open(code, "bundle", false).body()).isEqualTo(Files.readAllBytes(file));
        link.put("pack", unwanted);
        assertThat(desk.post("/v1/regulator-links", link).json().path("type").asText())
                .endsWith("/pack-not-done");
        link.put("pack", UUID.randomUUID().toString());
        assertThat(desk.post("/v1/regulator-links", link).status()).isEqualTo(404);
    }

    private static void awaitCovered(UUID id) {
        URI proof = system.service(LEDGER_SERVICE).uri().resolve("/v1/proofs/" + id);
        Awaitility.await("a checkpoint that covers it")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .until(() -> Http.get(proof).status() == 200);
    }

    private static String overview(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("overview.csv")).readAllBytes(), UTF_8);
        }
    }

    @Test
    void whatCannotBeProvedIsRefusedWithAReason() throws Exception {
        String inCase = desk.open(Site.IMAGINE_ART.domain(), "DSR-refused");
        Event unknown = Event.of(Site.IMAGINE_ART, "accept_all", RANDOM);

        Answer none = proof(inCase, unknown, "bundle");
        Answer noFormat = proof(inCase, unknown, "floppy-disk");
        Answer noRole =
                desk.postAsVisitor("/v1/proofs-of-consent", question(inCase, unknown, "bundle"));
        Answer noCase = proof(UUID.randomUUID().toString(), unknown, "bundle");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().path("type").asText()).endsWith("/no-such-record");
        assertThat(noFormat.status()).isEqualTo(406);
        assertThat(noFormat.json().path("detail").asText()).contains("bundle, pdf");
        assertThat(noRole.status()).isEqualTo(401);
        assertThat(noCase.json().path("type").asText()).endsWith("/unknown-case");
    }

    @Test
    void aRegulatorReadsARecordByALinkUntilItIsRevoked() throws Exception {
        Event event = Event.of(Site.IMAGINE_ART, "accept_all", RANDOM).subject("v-greta");
        assertThat(system.send(event).status()).isEqualTo(202);
        String inCase = desk.open(Site.IMAGINE_ART.domain(), "DSR-link");
        covered(inCase, event, "bundle");

        JsonNode issued = issue(inCase, event);
        String[] link = issued.path("link").asText().split("#");
        Answer start = desk.get(URI.create(link[0]).getPath());
        Answer page = open(link[1], "", true);

        assertThat(issued.path("state").asText()).isEqualTo("open");
        assertThat(new String(start.body(), UTF_8)).contains("Code of the link");
        assertThat(page.status()).isEqualTo(200);
        assertThat(new String(page.body(), UTF_8))
                .contains(event.id().toString(), "What this does not prove", "An authority");
        for (Map.Entry<String, String> format : FORMATS.entrySet()) {
            Answer file = open(link[1], format.getKey(), true);
            assertThat(file.status()).as(format.getKey()).isEqualTo(200);
            assertThat(new String(file.body(), UTF_8)).startsWith(format.getValue());
        }
        Path file = directory.resolve("link.zip");
        Files.write(file, open(link[1], "", false).body());
        assertThat(Auditor.passes("verify", "--trust", trust.toString(), file.toString()))
                .contains(event.id().toString());

        JsonNode listed = links(inCase).path(0);
        assertThat(listed.path("uses").asInt()).isEqualTo(FORMATS.size() + 2);
        assertThat(listed.has("link")).isFalse();
        assertThat(acts(inCase, "v-greta", "link_issued", 1).findValuesAsText("by"))
                .containsExactly("admin");
        assertThat(acts(inCase, "v-greta", "link_used", FORMATS.size() + 2).findValuesAsText("by"))
                .containsOnly("An authority");

        String revoke = "/v1/regulator-links/" + issued.path("id").asText() + "/revoke";
        for (int twice = 0; twice < 2; twice++) {
            assertThat(desk.post(revoke, Map.of()).json().path("state").asText())
                    .isEqualTo("revoked");
        }
        assertEnded(open(link[1], "bundle", false), "revoked");
        assertThat(open(link[1], "", true).mediaType()).startsWith("text/html");
        assertThat(
                        Traces.ofLogs(system.stand())
                                + Traces.ofReporting(system.stand())
                                + new String(desk.get("/q/metrics").body(), UTF_8))
                .doesNotContain(link[1]);
    }

    @Test
    void aLinkEndsWithItsTimeAndWithItsCaseAndNeverShowsMoreThanThereIs() throws Exception {
        Event event = Event.of(Site.IMAGINE_ART, "accept_all", RANDOM).subject("v-hugo");
        assertThat(system.send(event).status()).isEqualTo(202);
        String inCase = desk.open(Site.IMAGINE_ART.domain(), "DSR-link-ends");
        String closed = desk.open(Site.IMAGINE_ART.domain(), "DSR-link-closed");
        covered(inCase, event, "bundle");
        JsonNode expired = issue(inCase, event);
        String ofClosed = code(issue(closed, event));
        String good = code(issue(inCase, event));

        new LedgerTables(system.stand(), system.stand().reporting())
                .query(
                        "UPDATE regulator_link SET valid_until = issued_at WHERE id = '%s' RETURNING 1"
                                .formatted(expired.path("id").asText()),
                        row -> row.getInt(1));
        desk.post("/v1/cases/" + closed + "/close", Map.of());

        assertEnded(open(code(expired), "csv", false), "expired");
        assertEnded(open(ofClosed, "csv", false), "case_closed");
        assertThat(open(good, "csv", false).status()).isEqualTo(200);
        Answer unknown = open(good.substring(1) + "A", "csv", false);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("type").asText()).endsWith("/unknown-link");
        assertThat(open(good, "floppy-disk", false).status()).isEqualTo(406);

        Map<String, Object> order = new HashMap<>();
        order.put("site", Site.IMAGINE_ART.domain());
        order.put("case", inCase);
        order.put("by", Map.of("subject", "v-hugo"));
        assertThat(desk.post("/v1/restrictions", order).status()).isEqualTo(202);
        Answer restricted = await(() -> open(good, "csv", false), status(409));
        assertThat(restricted.json().path("type").asText()).endsWith("/restricted");

        order.putAll(Map.of("reason", "withdrawn", "confirm", "erase"));
        assertThat(desk.post("/v1/erasures", order).status()).isEqualTo(202);
        Answer erased = await(() -> open(good, "csv", false), ok());
        assertThat(new String(erased.body(), UTF_8)).doesNotContain("v-hugo");
        assertThat(links(inCase).toString()).doesNotContain("v-hugo");
    }

    private static JsonNode issue(String inCase, Event event) throws Exception {
        Answer issued =
                desk.post(
                        "/v1/regulator-links",
                        Map.of(
                                "site",
                                event.body().path("site").asText(),
                                "case",
                                inCase,
                                "record",
                                Map.of("eventId", event.id().toString()),
                                "recipient",
                                "An authority"));
        assertThat(issued.status()).as("%s", issued).isEqualTo(201);
        return issued.json();
    }

    private static String code(JsonNode issued) {
        return issued.path("link").asText().split("#")[1];
    }

    private static Answer open(String code, String format, boolean asBrowser) throws Exception {
        Map<String, String> form =
                format.isEmpty() ? Map.of("code", code) : Map.of("code", code, "format", format);
        return desk.submit("/v1/regulator-links/open", form, asBrowser);
    }

    private static JsonNode links(String inCase) throws Exception {
        return desk.get(
                        "/v1/regulator-links?site=%s&case=%s"
                                .formatted(Site.IMAGINE_ART.domain(), inCase))
                .json()
                .path("links");
    }

    /** The acts of one kind in a person's timeline, once there are so many. */
    private static JsonNode acts(String inCase, String subject, String act, int number) {
        Map<String, Object> question =
                Map.of(
                        "site",
                        Site.IMAGINE_ART.domain(),
                        "case",
                        inCase,
                        "by",
                        Map.of("subject", subject),
                        "actions",
                        List.of(act));
        return await(
                        () -> desk.post("/v1/look-ups", question),
                        answer -> answer.json().path("events").size() == number)
                .json()
                .path("events");
    }

    private static void assertEnded(Answer answer, String why) {
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().path("type").asText()).endsWith("/link-ended");
        assertThat(answer.json().path("why").asText()).isEqualTo(why);
    }

    private static Predicate<Answer> status(int wanted) {
        return answer -> answer.status() == wanted;
    }

    /** The record, once a witness has cosigned a checkpoint that covers it. */
    private static Answer covered(String inCase, Event event, String format) {
        return await(() -> proof(inCase, event, format), ok());
    }

    private static Answer proof(String inCase, Event event, String format)
            throws IOException, InterruptedException {
        return desk.post("/v1/proofs-of-consent", question(inCase, event, format));
    }

    private static Map<String, Object> question(String inCase, Event event, String format) {
        Map<String, Object> question = new HashMap<>();
        question.put("site", event.body().path("site").asText());
        question.put("case", inCase);
        question.put("eventId", event.id().toString());
        question.put("format", format);
        return question;
    }

    private static Predicate<Answer> ok() {
        return answer -> answer.status() == 200;
    }

    private static Answer await(Callable<Answer> question, Predicate<Answer> wanted) {
        return Awaitility.await("the record")
                .atMost(ConsentSystem.RECOVERY_MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(question, wanted);
    }
}
