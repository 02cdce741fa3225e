package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static dev.consentledger.reporting.Consents.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.Person.Told;
import dev.consentledger.reporting.PolicyDocuments.Group;
import dev.consentledger.reporting.RecordsTopic.Sent;
import dev.consentledger.reporting.http.TestCaller;
import dev.consentledger.reporting.report.PersonKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From appended entries to the answers of the desk, over Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(LookUpTest.FourthEpoch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookUpTest implements SchemaIsReady {

    /** An epoch that no other test writes. */
    public static class FourthEpoch implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "4");
        }
    }

    private static final String SITE = TestSites.SHOP;
    private static final String OFFICER = "dora dpo@" + SITE;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "consent.ledger.url")
    URI ledger;

    @Inject PersonKeys keys;

    private AppendedTopic topic;
    private RecordsTopic records;
    private String inCase;

    @BeforeEach
    void open() {
        if (topic != null) {
            return;
        }
        topic = new AppendedTopic(bootstrapServers, 4, 4);
        records = new RecordsTopic(bootstrapServers, 4);
        topic.publish(
                PolicyDocuments.bytes(
                        SITE,
                        "1",
                        "2026-01-01T00:00:00.000Z",
                        false,
                        new Group("statistics", "opt_in", "")));
        inCase = openCase("DSR-2026-1").extract().jsonPath().getString("id");
    }

    @AfterAll
    void close() {
        topic.close();
        records.close();
    }

    @Test
    void aPersonsTimelineAndStateAndThatSomebodyLooked() {
        Person anna = person("anna");
        anna.choice(minutes(1), Action.SHOWN, Map.of());
        Told withdrawal =
                anna.choice(minutes(30), Action.WITHDRAW, Map.of("statistics", refused()));
        Told late =
                anna.choice(minutes(10), minutes(50), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();

        JsonPath answer = lookUp("subject", "anna").statusCode(200).extract().jsonPath();

        assertThat(answer.getString("result")).isEqualTo("found");
        assertThat(answer.<String>getList("events.happening"))
                .containsExactly("shown", "given", "withdrawn");
        assertThat(answer.getString("persons[0].subject")).isEqualTo("anna");
        assertThat(answer.getBoolean("persons[0].complete")).isTrue();
        assertThat(answer.<String, Object>getMap("persons[0].categories[0]"))
                .containsEntry("category", "statistics")
                .containsEntry("decision", "refused")
                .containsEntry("counts", false)
                .containsEntry("reason", "withdrawn")
                .containsEntry("doNotAskBefore", "2027-05-22T10:30:00Z");
        assertThat(answer.getString("persons[0].categories[0].by.eventId"))
                .isEqualTo(withdrawal.eventId().toString());
        assertThat(answer.getString("persons[0].categories[0].granted.eventId"))
                .isEqualTo(late.eventId().toString());

        List<Sent> looked = records.await(s -> isAbout(s, "anna"));
        assertThat(looked).hasSize(1);
        assertThat(looked.get(0).act().act()).isEqualTo(Act.LOOK_UP);
        assertThat(looked.get(0).act().site()).isEqualTo(SITE);
        assertThat(looked.get(0).key()).isEqualTo(keys.subject(SITE, "anna").toBytes());
        assertThat(looked.get(0).partition())
                .isEqualTo(Routing.shardOf(keys.subject(SITE, "anna"), 4));
        assertThat(looked.get(0).act().commitments())
                .isEqualTo(looked.get(0).evidence().commitments());
        assertThat(text(looked.get(0), "by")).isEqualTo("dora");
        assertThat(text(looked.get(0), "role")).isEqualTo("dpo");
        assertThat(text(looked.get(0), "case")).isEqualTo(inCase);
        assertThat(text(looked.get(0), "for")).isEqualTo("access_request");
    }

    @Test
    void asOfAndAsKnownAtAreTwoQuestions() {
        Person bea = person("bea");
        Told first = bea.choice(minutes(20), Action.WITHDRAW, Map.of("statistics", refused()));
        bea.choice(minutes(10), minutes(40), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();

        assertThat(reason(lookUp("bea", Map.of("asOf", minutes(15).toString()))))
                .isEqualTo("granted");
        Map<String, Object> known =
                Map.of("shard", first.place().shard(), "nextIndex", first.place().index() + 1);
        assertThat(
                        reason(
                                lookUp(
                                        "bea",
                                        Map.of(
                                                "asOf",
                                                minutes(15).toString(),
                                                "knownAt",
                                                List.of(known)))))
                .isEqualTo("no_event");
        assertThat(reason(lookUp("bea", Map.of()))).isEqualTo("withdrawn");
    }

    @Test
    void pagesFollowEachOtherAndCanBeFiltered() {
        Person cleo = person("cleo");
        for (int i = 0; i < 7; i++) {
            cleo.choice(
                    minutes(i),
                    i % 2 == 0 ? Action.SAVE : Action.WITHDRAW,
                    Map.of("statistics", i % 2 == 0 ? granted() : refused()));
        }
        awaitProjection();

        JsonPath first = lookUp("cleo", Map.of("page", Map.of("size", 3)));
        JsonPath second =
                lookUp("cleo", Map.of("page", Map.of("size", 3, "after", first.getString("next"))));
        JsonPath third =
                lookUp(
                        "cleo",
                        Map.of("page", Map.of("size", 3, "after", second.getString("next"))));

        assertThat(first.getList("events")).hasSize(3);
        assertThat(second.getString("events[0].at")).isEqualTo(minutes(3).toString());
        assertThat(second.<String>getList("events.happening"))
                .containsExactly("withdrawn", "changed", "withdrawn");
        assertThat(third.getList("events")).hasSize(1);
        assertThat(third.getString("next")).isNull();
        assertThat(
                        lookUp("cleo", Map.of("actions", List.of("withdraw")))
                                .<String>getList("events.action"))
                .containsExactly("withdraw", "withdraw", "withdraw");
        assertThat(
                        lookUp(
                                        "cleo",
                                        Map.of(
                                                "from",
                                                minutes(2).toString(),
                                                "to",
                                                minutes(4).toString()))
                                .<String>getList("events.at"))
                .containsExactly(minutes(2).toString(), minutes(3).toString());
    }

    @Test
    void aPersonIsFoundByEventByReceiptCodeAndByAccount() {
        Person phone = person("dan-phone");
        Person laptop = person("dan-laptop");
        Told event = phone.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        laptop.choice(minutes(2), Action.SAVE, Map.of("statistics", refused()));
        phone.act(minutes(3), Kind.LINK, Act.LINKED, Map.of("account", "dan@shop.example"));
        laptop.act(minutes(4), Kind.LINK, Act.LINKED, Map.of("account", "dan@shop.example"));
        awaitProjection();
        ReceiptCode code = keys.receipt(SITE, Optional.of("dan-phone"), event.eventId());

        lookUp("eventId", event.eventId().toString())
                .body("persons[0].subject", equalTo("dan-phone"))
                .body("matchedBy", equalTo("event_id"));
        lookUp("receiptCode", code.text()).body("persons[0].subject", equalTo("dan-phone"));
        JsonPath account = lookUp("account", "dan@shop.example").extract().jsonPath();
        assertThat(account.<String>getList("persons.subject"))
                .containsExactlyInAnyOrder("dan-phone", "dan-laptop");
        assertThat(account.getList("events")).hasSize(4);
        assertThat(records.await(s -> isAbout(s, "dan-laptop"))).hasSize(1);
    }

    @Test
    void aGuestsEventIsFoundAndNoOther() {
        Person guest = new Person(SITE, Optional.empty(), topic, ledger);
        Told event = guest.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        guest.choice(minutes(2), Action.SAVE, Map.of("statistics", refused()));
        awaitProjection();

        JsonPath answer = lookUp("eventId", event.eventId().toString()).extract().jsonPath();

        assertThat(answer.getList("events")).hasSize(1);
        assertThat(answer.getString("persons[0].subject")).isNull();
        assertThat(answer.getBoolean("persons[0].categories[0].counts")).isTrue();
    }

    @Test
    void nobodyIsFoundAndThatIsRecordedToo() {
        lookUp("subject", "nobody-at-all")
                .statusCode(200)
                .body("result", equalTo("no_record"))
                .body("events.size()", equalTo(0));
        assertThat(records.await(s -> isAbout(s, "nobody-at-all")).get(0).act().act())
                .isEqualTo(Act.NO_RECORD);

        ask(OFFICER, body(inCase, Map.of("notIdentified", true), Map.of()))
                .then()
                .body("result", equalTo("not_identified"));
        assertThat(records.await(s -> s.act().act() == Act.NOT_IDENTIFIED)).isNotEmpty();

        // Somebody else's record of a look-up makes nobody known.
        person("looked-for").act(minutes(1), Kind.ACCESS, Act.NO_RECORD, Map.of());
        awaitProjection();
        lookUp("subject", "looked-for").body("result", equalTo("no_record"));
    }

    @Test
    void whoIsErasedIsForgottenAndWhatWasDoneIsTold() {
        Person eve = person("eve");
        Told event = eve.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        eve.act(minutes(2), Kind.LINK, Act.LINKED, Map.of("account", "eve's account"));
        eve.act(minutes(3), Kind.HOLD, Act.PLACED, Map.of());
        eve.act(minutes(4), Kind.ERASURE, Act.ERASE, Map.of("outcome", "held"));
        awaitProjection();
        lookUp("subject", "eve")
                .body("persons[0].held", equalTo(true))
                .body("events.happening[3]", equalTo("erased"))
                .body("events.outcome[3]", equalTo("held"));

        eve.act(minutes(5), Kind.ERASURE, Act.ERASE, Map.of("outcome", "erased 4"));
        awaitProjection();

        lookUp("eventId", event.eventId().toString()).body("result", equalTo("no_record"));
        lookUp("account", "eve's account").body("result", equalTo("no_record"));
        JsonPath left = lookUp("subject", "eve").extract().jsonPath();
        assertThat(left.<String>getList("events.happening")).containsExactly("erased");
        assertThat(left.getString("events[0].outcome")).isEqualTo("erased");
        assertThat(left.getString("persons[0].categories[0].reason")).isEqualTo("no_event");
    }

    @Test
    void aRestrictionIsToldWithThePerson() {
        Person finn = person("finn");
        finn.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        finn.act(minutes(2), Kind.ERASURE, Act.RESTRICT, Map.of());
        awaitProjection();

        lookUp("subject", "finn")
                .body("persons[0].restricted", equalTo(true))
                .body("persons[0].held", equalTo(false));
    }

    @Test
    void onlyTheRecordsOfTheSiteAreFound() {
        Person gina = person("gina");
        Told event = gina.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        String other = TestSites.QUIET;
        String otherCase =
                given().header(TestCaller.HEADER, "dora dpo@" + other)
                        .contentType("application/json")
                        .body(Map.of("site", other, "reference", "Q-1", "kind", "audit"))
                        .post("/v1/cases")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");

        given().header(TestCaller.HEADER, "dora dpo@" + other)
                .contentType("application/json")
                .body(
                        Map.of(
                                "site",
                                other,
                                "case",
                                otherCase,
                                "by",
                                Map.of("eventId", event.eventId().toString())))
                .post("/v1/look-ups")
                .then()
                .body("result", equalTo("no_record"));
    }

    @Test
    void aQuestionThatCannotBeReadIsAProblem() {
        ask(OFFICER, body(inCase, Map.of("subject", "anna", "account", "a"), Map.of()))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/invalid-question"))
                .body("detail", containsString("exactly one"));
        ask(OFFICER, body(inCase, Map.of("receiptCode", "ABC"), Map.of())).then().statusCode(400);
        ask(OFFICER, body(inCase, Map.of("subject", "a"), Map.of("asOf", "yesterday")))
                .then()
                .statusCode(400);
        ask(OFFICER, body(inCase, Map.of("subject", "a"), Map.of("actions", List.of("jump"))))
                .then()
                .statusCode(400);
        ask(OFFICER, body(UUID.randomUUID().toString(), Map.of("subject", "a"), Map.of()))
                .then()
                .statusCode(404)
                .body("type", equalTo("https://consentledger.dev/problems/unknown-case"));
    }

    @Test
    void onlyOfficersAndAuditorsOfTheSiteLookUpAndNobodyLearnsMore() {
        Map<String, Object> question = body(inCase, Map.of("subject", "anybody"), Map.of());

        given().contentType("application/json")
                .body(question)
                .post("/v1/look-ups")
                .then()
                .statusCode(401);
        for (String caller :
                List.of(
                        "rita reader@" + SITE,
                        "adam administrator@*",
                        "ines ingest@*",
                        "dirk dpo@" + TestSites.QUIET)) {
            ask(caller, question)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("https://consentledger.dev/problems/role-missing"));
        }
        String auditor = "paul auditor@" + SITE;
        ask(auditor, question).then().statusCode(200);
        given().header(TestCaller.HEADER, auditor).get("/v1/cases").then().statusCode(200);
        given().header(TestCaller.HEADER, auditor)
                .contentType("application/json")
                .body(Map.of("site", SITE, "reference", "A-1", "kind", "audit"))
                .post("/v1/cases")
                .then()
                .statusCode(403);
        given().header(TestCaller.HEADER, "dirk dpo@" + TestSites.QUIET)
                .get("/v1/cases/{id}", inCase)
                .then()
                .statusCode(404);
    }

    @Test
    void casesAreOpenedOnceListedAndClosed() {
        JsonPath opened = openCase("DSR-2026-7").statusCode(201).extract().jsonPath();
        assertThat(Instant.parse(opened.getString("deadline")))
                .isBetween(
                        Instant.parse(opened.getString("openedAt")).plus(Duration.ofDays(28)),
                        Instant.parse(opened.getString("openedAt")).plus(Duration.ofDays(31)));
        openCase("DSR-2026-7").statusCode(200).body("id", equalTo(opened.getString("id")));
        openCase("Anna Smith").statusCode(400).body("detail", containsString("never a person's"));
        openCase("anna@shop.example").statusCode(400);
        given().header(TestCaller.HEADER, OFFICER)
                .get("/v1/cases")
                .then()
                .body("cases.reference", org.hamcrest.Matchers.hasItem("DSR-2026-7"));

        given().header(TestCaller.HEADER, OFFICER)
                .contentType("application/json")
                .post("/v1/cases/{id}/close", opened.getString("id"))
                .then()
                .statusCode(200)
                .body("closedAt", org.hamcrest.Matchers.notNullValue());

        given().header(TestCaller.HEADER, OFFICER)
                .get("/v1/cases/{id}", opened.getString("id"))
                .then()
                .body("closedAt", org.hamcrest.Matchers.notNullValue());
        openCase("DSR-2026-7")
                .statusCode(409)
                .body("type", equalTo("https://consentledger.dev/problems/reference-taken"));
        ask(OFFICER, body(opened.getString("id"), Map.of("subject", "anna"), Map.of()))
                .then()
                .statusCode(409)
                .body("type", equalTo("https://consentledger.dev/problems/case-closed"));
        assertThat(
                        records.await(
                                s ->
                                        s.act().act() == Act.CASE_CLOSED
                                                && text(s, "reference").equals("DSR-2026-7")))
                .hasSize(1);
    }

    private Person person(String pseudonym) {
        return new Person(SITE, Optional.of(pseudonym), topic, ledger);
    }

    private static ValidatableResponse openCase(String reference) {
        return given().header(TestCaller.HEADER, OFFICER)
                .contentType("application/json")
                .body(Map.of("site", SITE, "reference", reference, "kind", "access_request"))
                .post("/v1/cases")
                .then();
    }

    private ValidatableResponse lookUp(String member, String value) {
        return ask(OFFICER, body(inCase, Map.of(member, value), Map.of())).then().statusCode(200);
    }

    private JsonPath lookUp(String subject, Map<String, Object> more) {
        return ask(OFFICER, body(inCase, Map.of("subject", subject), more))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> body(
            String inCase, Map<String, Object> by, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.putAll(Map.of("site", SITE, "case", inCase, "by", by));
        return body;
    }

    private static Response ask(String caller, Map<String, Object> body) {
        return given().header(TestCaller.HEADER, caller)
                .contentType("application/json")
                .body(body)
                .post("/v1/look-ups");
    }

    private static String reason(JsonPath answer) {
        return answer.getString("persons[0].categories[0].reason");
    }

    private static boolean isAbout(Sent sent, String pseudonym) {
        return sent.evidence().pseudonym().equals(Optional.of(pseudonym));
    }

    private static String text(Sent sent, String member) {
        return sent.evidence().context().value().members().get(member) instanceof Json.Str text
                ? text.value()
                : "";
    }

    /** Until the figures count all that this topic has told. */
    private void awaitProjection() {
        topic.flush();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                given()
                                                        .get("/v1/sites/{site}/opt-in", SITE)
                                                        .jsonPath()
                                                        .<Integer>getList("asOf.nextIndex")
                                                        .stream()
                                                        .mapToLong(i -> i)
                                                        .sum())
                                        .isEqualTo(topic.size()));
    }
}
