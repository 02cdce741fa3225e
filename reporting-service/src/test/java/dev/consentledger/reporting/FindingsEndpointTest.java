package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.proof.PublishedFiles;
import dev.consentledger.reporting.users.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** From published documents to questions, through Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(ClosedFigures.class)
class FindingsEndpointTest implements SchemaIsReady {

    private static final String PERIOD = "&from=2026-11-22&to=2026-11-23";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void questionsOfTheVersionInForceAndOfAnyOther() {
        // Given a site that publishes what imsupporting.com does
        String site = TestSites.SHOP;
        try (AppendedTopic topic = new AppendedTopic(bootstrapServers, 1, 4)) {
            for (String version : new String[] {"2025-06-01", "2026-01-15"}) {
                PublishedFiles.Documents documents =
                        PublishedFiles.read("imsupporting.com", version);
                topic.publish(ofSite(site, documents.policy()));
                topic.publishBanner(ofSite(site, documents.banner()));
            }
            topic.append(
                    Consents.at(
                            Consents.minutes(5),
                            site,
                            Action.IMPLIED,
                            Map.of("analytics", Consents.notAsked(Mechanism.OPT_IN))));
            topic.flush();
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                ask(site, "?version=2026-01-15" + PERIOD)
                                        .statusCode(200)
                                        .body("notLookedAt", empty())
                                        .body(
                                                "findings.rule",
                                                hasItem("implied-consents-recorded")));

        // Then the published version is asked about, and the demonstration where it is asked for
        ask(site, "?from=2026-10-01&to=2026-11-01")
                .statusCode(200)
                .body("policy.version", equalTo("2026-01-15"))
                .body("banner", equalTo("2"))
                .body(
                        "findings.rule",
                        contains(
                                "recipients-undeclared",
                                "lifetime-unlimited",
                                "consent-identifier-undeclared",
                                "exemption-without-reason",
                                "validity-undeclared"))
                .body("findings[1].places[0].document", equalTo("policy"))
                .body("findings[1].places[0].pointer", equalTo("/items/3/lifetime/kind"))
                .body("findings[1].places[0].item", equalTo("session-local"))
                .body("findings[1].places[0].says", equalTo("until_cleared"))
                .body("notLookedAt", empty());
        ask(site, "?version=2025-06-01" + PERIOD)
                .body(
                        "findings.find { it.rule == 'implied-consents-recorded' }.events",
                        equalTo(1));
        ask(site, "?version=2025-06-01")
                .statusCode(200)
                .body("policy.demonstration", equalTo(true))
                .body("findings.rule", not(hasItem("lifetime-unlimited")));
        ask(site, "?version=1")
                .statusCode(404)
                .body("type", equalTo("https://consentledger.dev/problems/unknown-policy-version"))
                .body(
                        "detail",
                        equalTo(
                                "There is no version '1'. Known versions: 2025-06-01, 2026-01-15."));
    }

    private static ValidatableResponse ask(String site, String version) {
        return given().auth()
                .preemptive()
                .basic("auditor-site", TestUsers.PASSWORD)
                .get("/v1/sites/" + site + "/findings" + version)
                .then();
    }

    private static byte[] ofSite(String site, byte[] document) {
        try {
            Map<String, Json> members =
                    new LinkedHashMap<>(JsonReader.readObject(document).members());
            members.put("site", new Json.Str(site));
            return new Json.Obj(members).canonicalBytes();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
