package dev.consentledger.system;

import static dev.consentledger.standalone.service.ServiceName.CONSENT_API;
import static dev.consentledger.standalone.service.ServiceName.LEDGER_SERVICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.standalone.service.ServiceProcess;
import dev.consentledger.system.Event.Site;
import dev.consentledger.system.Http.Answer;
import dev.consentledger.system.LedgerTables.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A policy and its banner, published over HTTP to one instance of consent-api: in the ledger, known
 * to every instance, also after a restart, and never another one than in a file.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishingIT {

    private static final String SITE = "imagine.art";
    private static final String VERSION = "2026-11";
    private static final String POLICY_KEY = SITE + "/policy/" + VERSION;
    private static final Random RANDOM = Extent.random();

    /** UTC milliseconds, as documents spell them. */
    private static final String BEGIN =
            Instant.now()
                    .minusSeconds(60)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()
                    .replace("Z", ".000Z");

    private static final String LATER = "2028-01-01T00:00:00.000Z";

    @TempDir static Path directory;
    private static ConsentSystem system;
    private static ServiceProcess second;
    private static String policy;
    private static String banner;

    @BeforeAll
    static void publish() throws Exception {
        system = ConsentSystem.start(directory, CONSENT_API, LEDGER_SERVICE);
        second = system.launchBeside(CONSENT_API);
        Map<String, String> known =
                await("the documents of the files")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                PublishingIT::documents,
                                all ->
                                        all.containsKey(SITE + "/policy/2026-01-12")
                                                && all.containsKey(SITE + "/banner/3"));
        banner = changed(known.get(SITE + "/banner/3"), "4", Map.of()).toString();
        policy =
                changed(
                                known.get(SITE + "/policy/2026-01-12"),
                                VERSION,
                                Map.of("banner", Http.JSON.createObjectNode().put("version", "4")))
                        .toString();
    }

    private static ObjectNode changed(String document, String version, Map<String, JsonNode> more)
            throws IOException {
        ObjectNode changed = (ObjectNode) Http.JSON.readTree(document);
        changed.put("version", version).put("publishedAt", BEGIN).put("inForceFrom", BEGIN);
        changed.setAll(more);
        return changed;
    }

    private static Map<String, String> documents() {
        return PoliciesTopic.documents(system.stand().kafkaBootstrapServers());
    }

    @AfterAll
    static void stop() {
        if (second != null) {
            second.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @Test
    @Order(1)
    void aBannerAndThenItsPolicyAreAccepted() throws Exception {
        assertThat(put("policies/" + VERSION, policy).status()).isEqualTo(422);

        Answer ofBanner = put("banners/4", banner);
        assertThat(ofBanner.status()).as(ofBanner.body()).isEqualTo(202);
        Answer ofPolicy =
                await("a known banner")
                        .atMost(ConsentSystem.RECOVERY_MAX)
                        .until(
                                () -> put("policies/" + VERSION, policy),
                                answer -> answer.status() != 422);

        assertThat(ofPolicy.status()).as(ofPolicy.body()).isEqualTo(202);
        assertThat(entry(id(ofPolicy)).path("sha256")).isEqualTo(ofPolicy.json().path("sha256"));
    }

    @Test
    @Order(2)
    void everyInstanceShowsItFromItsTimeOn() throws Exception {
        second.awaitReady();
        for (ServiceProcess instance : new ServiceProcess[] {system.service(CONSENT_API), second}) {
            awaitVersion(instance);
        }

        String document = documents().get(POLICY_KEY);
        assertThat(Http.JSON.readTree(document)).isEqualTo(Http.JSON.readTree(policy));
    }

    @Test
    @Order(3)
    void aChoiceUnderItIsAppendedWithItsHash() throws Exception {
        Event event =
                Event.of(new Site(SITE, VERSION, "4"), "accept_all", RANDOM).subject("v-anna");

        Answer answer = Http.post(second.uri().resolve("/v1/consents"), event.json());

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode entry = entry(event.id());
        assertThat(entry.path("policy").path("sha256").asText())
                .isEqualTo(Hash.sha256(documents().get(POLICY_KEY).getBytes(UTF_8)).toHex());
        assertThat(entry.path("banner").path("sha256").asText()).isNotEmpty();
    }

    @Test
    @Order(4)
    void theSameBytesAgainAreADuplicateAndOthersAreRefused() throws Exception {
        Answer again = put("policies/" + VERSION, policy);
        assertThat(again.status()).isEqualTo(202);

        assertThat(put("policies/" + VERSION, policy.replace(BEGIN, LATER)).status())
                .isEqualTo(409);
        assertThat(put("banners/4", banner.replace("Accept all", "Agree")).status()).isEqualTo(409);
        assertThat(system.ledgerTables().number("SELECT count(*) FROM repeats WHERE conflicting"))
                .isZero();
    }

    @Test
    @Order(5)
    void aRestartedInstanceKnowsItBeforeItIsReady() throws Exception {
        ServiceProcess instance = system.service(CONSENT_API);
        instance.kill();
        instance.restart();

        assertThat(version(instance)).isEqualTo(VERSION);
    }

    @Test
    @Order(6)
    void aFileWithTheSameBytesAgreesAndOneWithOthersStopsTheInstance() throws Exception {
        Path policies = directory.resolve("policies");
        copy(
                Path.of(system.stand().environment(CONSENT_API).get("CONSENT_POLICIES_DIRECTORY")),
                policies);
        Map<String, String> own = Map.of("CONSENT_POLICIES_DIRECTORY", policies.toString());
        ObjectNode file = (ObjectNode) Http.JSON.readTree(policy);
        file.set("banner", Http.JSON.readTree(banner));
        // A JSON document is YAML, too.
        Path written = policies.resolve(SITE).resolve(VERSION + ".yaml");
        Files.writeString(written, file.toString());
        try (ServiceProcess same = system.launchBeside(CONSENT_API, own)) {
            same.awaitReady();
        }

        Files.writeString(written, file.toString().replace("Accept all", "Agree"));
        try (ServiceProcess other = system.launchBeside(CONSENT_API, own)) {
            assertThat(other.ended().toCompletableFuture().get(120, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(Files.readString(other.log())).contains("consent-api stops");
        }
    }

    /** What the ledger has of it, once it is appended. */
    private static JsonNode entry(UUID eventId) throws IOException {
        system.appended(eventId);
        for (List<Row> shard : system.ledgerTables().entries().values()) {
            for (Row row : shard) {
                JsonNode entry = Http.JSON.readTree(row.entry());
                if (entry.path("eventId").asText().equals(eventId.toString())) {
                    return entry;
                }
            }
        }
        throw new AssertionError("no entry of " + eventId);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void awaitVersion(ServiceProcess instance) {
        await("version %s on %s".formatted(VERSION, instance.uri()))
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> version(instance), VERSION::equals);
    }

    private static String version(ServiceProcess instance) throws Exception {
        URI uri = instance.uri().resolve("/v1/sites/" + SITE + "/policy?language=en");
        return Http.get(uri).json().path("policy").path("version").asText();
    }

    private static Answer put(String path, String document) throws Exception {
        String token =
                Files.readString(
                        Path.of(
                                system.stand()
                                        .environment(CONSENT_API)
                                        .get("CONSENT_PUBLISH_TOKEN_FILE")));
        URI uri = system.service(CONSENT_API).uri().resolve("/v1/sites/" + SITE + "/" + path);
        return Http.put(uri, document, "Bearer " + token.strip());
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.json().path("eventId").asText());
    }
}
