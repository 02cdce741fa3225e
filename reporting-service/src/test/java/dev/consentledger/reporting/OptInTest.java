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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.figure.Bots;
import dev.consentledger.reporting.figure.FigureQuestion;
import dev.consentledger.reporting.figure.SlowFigures;
import dev.consentledger.reporting.figure.Visits;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Interval;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From records on the topic of appended entries to answers, through Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptInTest implements SchemaIsReady {

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
    void metricsOfManyVisitsAreTheRecomputedOnes() {
        String site = TestSites.VISITED;
        List<Visits.Visit> visits = publishVisits(site);

        for (Dimension by : List.of(Dimension.ALL, Dimension.POLICY, Dimension.COUNTRY)) {
            FigureQuestion question =
                    new FigureQuestion(
                            site,
                            Visits.START.plusSeconds(900),
                            Visits.START.plus(Duration.ofDays(4)),
                            ZoneId.of("Europe/Berlin"),
                            by,
                            Interval.DAY,
                            Bots.WITHOUT,
                            1);
            List<MetricsRow> rows = rows(question);
            Map<String, Map<String, List<Long>>> expected =
                    new SlowFigures(question, OFFERED).of(visits);
            assertThat(rows).extracting(MetricsRow::key).containsAll(expected.keySet());
            for (MetricsRow row : rows) {
                assertThat(row.values())
                        .as(row.key())
                        .containsAllEntriesOf(expected.getOrDefault(row.key(), Map.of()));
            }
            assertThat(lines(question, "csv")).hasSize(1 + figures(rows));
            assertThat(lines(question, "ndjson")).hasSize(figures(rows));
        }

        ask(site, Map.of("by", "country", "size", "3"))
                .body("rows.size()", equalTo(3))
                .body("next", equalTo(pageEnd(site)));
        ask(site, Map.of("by", "country", "size", "3", "after", pageEnd(site)))
                .body("rows[0].value", not(equalTo("DE")));
        ask(site, Map.of("by", "banner", "minimumCell", "1000000"))
                .body("rows[0].figures[0].absent", equalTo("suppressed: fewer than 1000000"));
        given().queryParam("from", "2026-03-27")
                .queryParam("to", "2026-04-01")
                .queryParam("metric", "opt_in_of_choices")
                .queryParam("category", "statistics")
                .queryParam("by", "banner")
                .queryParam("value", "b0")
                .queryParam("otherValue", "b1")
                .get("/v1/sites/{site}/comparison", site)
                .then()
                .statusCode(200)
                .body("one.denominator", greaterThan(0))
                .body("other.denominator", greaterThan(0))
                .body("low", lessThan(1f))
                .body("distinct", equalTo(false));
    }

    private static final Map<String, Set<String>> OFFERED =
            Map.of("1", Set.of("statistics"), "2", Set.of("statistics", "marketing"));

    private List<Visits.Visit> publishVisits(String site) {
        Group statistics = new Group("statistics", "opt_in", "");
        Group marketing = new Group("marketing", "opt_in", "");
        topic.publish(
                PolicyDocuments.bytes(site, "1", "2026-01-01T00:00:00.000Z", false, statistics));
        topic.publish(
                PolicyDocuments.bytes(
                        site, "2", "2026-03-29T00:00:00.000Z", false, statistics, marketing));
        Visits source = new Visits(site, 60, 20_261_129);
        List<Visits.Visit> visits = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Visits.Visit visit = source.next();
            visits.add(visit);
            if (visit.entry().isEmpty()) {
                topic.append(
                        visit.subject(),
                        Acts.of(Kind.ERASURE, Act.ERASE, site, Visits.START),
                        Map.of("outcome", "erased 1"));
            } else if (visit.subject().isPresent()) {
                topic.append(visit.subject().get(), visit.entry().get());
            } else {
                topic.append(visit.entry().get());
            }
        }
        awaitAnswer(site);
        return visits;
    }

    /** A row of an answer. */
    private record MetricsRow(String key, Map<String, List<Long>> values) {}

    private static List<MetricsRow> rows(FigureQuestion question) {
        JsonPath answer =
                ask(question)
                        .get("/v1/sites/{site}/metrics", question.site())
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        List<MetricsRow> rows = new ArrayList<>();
        for (Map<String, Object> row : answer.<Map<String, Object>>getList("rows")) {
            Map<String, List<Long>> values = new HashMap<>();
            for (Object item : (List<?>) row.get("figures")) {
                Map<?, ?> figure = (Map<?, ?>) item;
                List<Long> numbers = new ArrayList<>();
                numbers.add(((Number) figure.get("numerator")).longValue());
                if (figure.containsKey("denominator")) {
                    numbers.add(((Number) figure.get("denominator")).longValue());
                }
                values.put((String) figure.get("metric"), numbers);
            }
            Object value = row.getOrDefault("value", "");
            Object category = row.getOrDefault("category", "");
            rows.add(new MetricsRow(row.get("from") + "|" + value + "|" + category, values));
        }
        return rows;
    }

    private static RequestSpecification ask(FigureQuestion question) {
        return given().queryParam("from", question.from().toString())
                .queryParam("to", question.to().toString())
                .queryParam("by", question.by().term())
                .queryParam("interval", question.interval().term())
                .queryParam("bots", question.bots().term());
    }

    private static List<String> lines(FigureQuestion question, String format) {
        return ask(question)
                .get("/v1/sites/{site}/metrics." + format, question.site())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static int figures(List<MetricsRow> rows) {
        return rows.stream().mapToInt(row -> row.values().size()).sum();
    }

    private static ValidatableResponse ask(String site, Map<String, String> parameters) {
        return given().queryParam("from", "2026-03-27")
                .queryParam("to", "2026-04-01")
                .queryParams(parameters)
                .get("/v1/sites/{site}/metrics", site)
                .then()
                .statusCode(200);
    }

    private static String pageEnd(String site) {
        return ask(site, Map.of("by", "country", "size", "3")).extract().path("next");
    }

    @Test
    void reportsThatThereAreNotAreProblems() {
        assertRefused(Map.of("by", "colour"), "expected one of all, policy, banner");
        assertRefused(
                Map.of("interval", "hour", "from", "2025-01-01", "to", "2026-01-01"), "2,500");
        assertRefused(Map.of("minimumCell", "0"), "whole number from 1");
        assertRefused(Map.of("size", "100000"), "1 to 10,000");
        assertRefused(Map.of("after", "nowhere"), "the 'next' of an answer");
        given().get("/v1/sites/{site}/comparison", TestSites.NEW)
                .then()
                .statusCode(400)
                .body("detail", containsString("'metric' is one of interaction_rate"));
    }

    private static void assertRefused(Map<String, String> parameters, String detail) {
        given().queryParams(parameters)
                .get("/v1/sites/{site}/metrics", TestSites.NEW)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/invalid-report"))
                .body("detail", containsString(detail));
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
