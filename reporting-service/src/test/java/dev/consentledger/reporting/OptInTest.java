package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static dev.consentledger.reporting.Consents.notAsked;
import static dev.consentledger.reporting.Consents.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.reporting.PolicyDocuments.Group;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From records on the topic of appended entries to answers, through Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptInTest {

    private static final String FROM = "2026-11-22T10:00:00Z";
    private static final String TO = "2026-11-22T11:00:00Z";
    private static final Group NECESSARY = new Group("necessary", "exempt", "It would not run.");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private AppendedTopic topic;

    @BeforeEach
    void open() {
        if (topic == null) {
            topic = new AppendedTopic(bootstrapServers, 1, 4);
        }
    }

    @AfterEach
    void flush() {
        topic.flush();
    }

    @Test
    void figuresRateAndFormulaPerCategory() {
        // Given a policy and four visitors, of whom one changes her mind
        String site = TestSites.SHOP;
        topic.publish(
                PolicyDocuments.bytes(
                        site,
                        "1",
                        "2026-01-01T00:00:00.000Z",
                        true,
                        NECESSARY,
                        new Group("statistics", "opt_in", ""),
                        new Group("marketing", "opt_in", "")));
        topic.append("anna", Consents.at(minutes(1), site, Action.ACCEPT_ALL, all()));
        topic.append(
                "ben",
                Consents.at(
                        minutes(2),
                        site,
                        Action.SAVE,
                        Map.of("necessary", notAsked(Mechanism.EXEMPT), "statistics", granted())));
        topic.append(
                "cleo",
                Consents.at(minutes(3), site, Action.SAVE, Map.of("statistics", granted())));
        topic.append(
                "anna",
                Consents.at(minutes(40), site, Action.WITHDRAW, Map.of("statistics", refused())));
        topic.append(
                Consents.at(
                        minutes(5),
                        site,
                        Action.IMPLIED,
                        Map.of("statistics", notAsked(Mechanism.OPT_IN))));

        JsonPath answer = awaitAnswer(site);

        assertThat(answer.getString("status")).isEqualTo("consent_asked");
        assertThat(answer.getString("timeZone")).isEqualTo("Europe/Berlin");
        assertThat(answer.getString("from")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(answer.getBoolean("policies[0].demonstration")).isTrue();
        assertThat(answer.getList("categories.id"))
                .containsExactly("necessary", "statistics", "marketing");
        assertThat(answer.<String, Object>getMap("categories[0]"))
                .containsOnlyKeys("id", "name", "choice", "mechanisms", "exemptions")
                .containsEntry("choice", false)
                .containsEntry("exemptions", List.of("It would not run."));
        assertThat(answer.<String, Object>getMap("categories[1]"))
                .containsEntry("mechanisms", List.of("opt_in"))
                .containsEntry("granted", 3)
                .containsEntry("refused", 1)
                .containsEntry("withdrawn", 1)
                .containsEntry("notAsked", 1)
                .containsEntry("rate", 0.75f)
                .containsEntry("numerator", 3)
                .containsEntry("denominator", 4)
                .containsEntry("formula", "granted / (granted + refused)")
                .containsEntry("subjectsGranted", 2);
        assertThat(answer.<String, Object>getMap("categories[2]"))
                .containsEntry("rate", null)
                .containsEntry("rateAbsent", "nobody granted or refused in the period");

        // And before she changed it, three visitors granted
        given().queryParam("from", FROM)
                .queryParam("to", "2026-11-22T10:30:00Z")
                .get("/v1/sites/{site}/opt-in", site)
                .then()
                .body("categories[1].subjectsGranted", equalTo(3))
                .body("categories[1].rate", equalTo(1.0f));
    }

    private static Map<String, CategoryDecision> all() {
        return Map.of("necessary", notAsked(Mechanism.EXEMPT), "statistics", granted());
    }

    @Test
    void entriesThatAreToldAgainAreCountedOnce() {
        String site = TestSites.BUSY;
        for (int i = 0; i < 5_000; i++) {
            topic.append(
                    "v-" + i % 700,
                    Consents.at(
                            minutes(i % 60),
                            site,
                            Action.SAVE,
                            Map.of("statistics", i % 3 == 0 ? refused() : granted())));
            if (i == 2_500) {
                topic.resendAll();
            }
        }
        topic.resendAll();

        JsonPath answer = awaitAnswer(site);

        assertThat(answer.getInt("categories[0].granted")).isEqualTo(3_333);
        assertThat(answer.getInt("categories[0].refused")).isEqualTo(1_667);
        given().get("/q/metrics")
                .then()
                .body(containsString("consent_reporting_entries_total{shard=\"0\"}"))
                .body(containsString("consent_reporting_lag_records{shard=\"3\"}"))
                .body(
                        containsString(
                                "consent_decisions_total{category=\"statistics\",decision=\"refused\",site=\"busy.example\"} 1667.0"));
    }

    @Test
    void whereNoChoiceIsOfferedTheExemptionIsTold() {
        String site = TestSites.QUIET;
        topic.publish(
                PolicyDocuments.bytes(site, "1", "2026-01-01T00:00:00.000Z", false, NECESSARY));
        topic.append(
                Consents.at(
                        minutes(0),
                        site,
                        Action.IMPLIED,
                        Map.of("necessary", notAsked(Mechanism.EXEMPT))));

        JsonPath answer = awaitAnswer(site);

        assertThat(answer.getString("status")).isEqualTo("no_consent_asked");
        assertThat(answer.getString("exemptions[0].claim")).isEqualTo("It would not run.");
        assertThat(answer.getList("categories")).hasSize(1);
        assertThat(answer.<String, Object>getMap("categories[0]")).doesNotContainKey("rate");
    }

    @Test
    void siteWithoutAPolicyIsToldSo() {
        given().get("/v1/sites/{site}/opt-in", TestSites.NEW)
                .then()
                .statusCode(200)
                .body("status", equalTo("no_policy"))
                .body("policies.size()", equalTo(0));
        given().get("/v1/sites")
                .then()
                .statusCode(200)
                .body(
                        "sites.site",
                        hasItems(TestSites.BUSY, TestSites.NEW, TestSites.QUIET, TestSites.SHOP))
                .body("sites.find { it.site == 'new.example' }.status", equalTo("no_policy"));
    }

    @Test
    void whatANewPolicyChangesIsToldWithAProposalPerCategory() {
        String site = TestSites.FOREIGN;
        Group statistics = new Group("statistics", "opt_in", "");
        topic.publish(
                PolicyDocuments.bytes(site, "1", "2026-01-01T00:00:00.000Z", false, statistics));
        topic.publish(
                PolicyDocuments.withItem(
                        PolicyDocuments.bytes(
                                site, "2", "2026-02-01T00:00:00.000Z", false, statistics),
                        "counter",
                        "statistics",
                        "measure",
                        "session"));
        topic.flush();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().get("/v1/sites/{site}/policy-changes", site)
                                        .then()
                                        .statusCode(200)
                                        .body("from.version", equalTo("1"))
                                        .body("to.version", equalTo("2")));
        given().get("/v1/sites/{site}/policy-changes", site)
                .then()
                .body("items.what", hasItems("item_added"))
                .body("proposals[0].category", equalTo("statistics"))
                .body("proposals[0].proposal", equalTo("ask_again"))
                .body("proposals[0].because", equalTo("new purpose: measure (To measure)"));
        given().queryParam("from", "2")
                .queryParam("to", "1")
                .get("/v1/sites/{site}/policy-changes", site)
                .then()
                .statusCode(200)
                .body("items.what", hasItems("item_removed"))
                .body("proposals[0].proposal", equalTo("still_covers"));
        given().queryParam("from", "0")
                .get("/v1/sites/{site}/policy-changes", site)
                .then()
                .statusCode(404)
                .body("type", equalTo("https://consentledger.dev/problems/unknown-policy-version"))
                .body("detail", containsString("Known versions: 1, 2."));
    }

    @Test
    void unknownSiteIsAProblem() {
        given().get("/v1/sites/nowhere.example/opt-in")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/unknown-site"))
                .body("detail", containsString("shop.example"));
    }

    @Test
    void periodOffTheQuarterHoursIsAProblem() {
        given().queryParam("from", "2026-11-22T10:07:00Z")
                .queryParam("to", TO)
                .get("/v1/sites/{site}/opt-in", TestSites.NEW)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/invalid-period"))
                .body("detail", containsString("2026-11-22T10:00:00Z"));
    }

    @Test
    void openApiAndSwaggerUiAreThere() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/sites/{site}/opt-in"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    /** The answer that counts all entries of this topic. */
    private JsonPath awaitAnswer(String site) {
        topic.flush();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(counted(ask(site))).isEqualTo(topic.size()));
        return ask(site);
    }

    private static JsonPath ask(String site) {
        return given().queryParam("from", FROM)
                .queryParam("to", TO)
                .get("/v1/sites/{site}/opt-in", site)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long counted(JsonPath answer) {
        return answer.<Integer>getList("asOf.nextIndex").stream().mapToLong(i -> i).sum();
    }
}
