package dev.consentledger.reporting;

import static dev.consentledger.reporting.Consents.granted;
import static dev.consentledger.reporting.Consents.minutes;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.Coverage;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Reach;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.AppendedTopic.Place;
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
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Orders over HTTP, and the records that ledger-service would carry out. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(OrdersTest.FifthEpoch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrdersTest implements SchemaIsReady {

    /** An epoch that no other test writes. */
    public static class FifthEpoch implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("consent.epoch", "5");
        }
    }

    private static final String SITE = TestSites.SHOP;
    private static final String OFFICER = "dora dpo@" + SITE;
    private static final String SERVER = "ines ingest@" + SITE;
    private static final String QUIET = TestSites.QUIET;
    private static final String ADMINISTRATOR = "ada administrator@" + QUIET;
    private static final String MIDNIGHT = "T00:00:00.000Z";
    private static final String DAY_1 = "2026-01-01" + MIDNIGHT;
    private static final String DAY_2 = "2026-02-01" + MIDNIGHT;
    private static final Map<String, CategoryDecision> REFUSED =
            Map.of("statistics", Consents.refused());

    private static final String PROBLEMS = "https://consentledger.dev/problems/";

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
        if (topic == null) {
            topic = new AppendedTopic(bootstrapServers, 5, 4);
            records = new RecordsTopic(bootstrapServers, 5);
            inCase = openCase("DSR-2026-1", "erasure_request");
        }
    }

    @AfterAll
    void close() {
        topic.close();
        records.close();
    }

    @Test
    void whatAnErasureWouldDoIsSaidFirstAndNothingIsOrdered() {
        person("anna").choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        person("anna").choice(minutes(2), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();

        erase("anna", Map.of())
                .statusCode(200)
                .body("persons", equalTo(1))
                .body("entries", equalTo(2))
                .body("held", equalTo(false))
                .body("alternatives.what", equalTo(List.of("restriction")))
                .body("effect", containsString("cannot be undone"));

        assertThat(records.await(s -> isAbout(s, "anna")))
                .extracting(sent -> sent.act().act())
                .containsExactly(Act.LOOK_UP);
    }

    @Test
    void anOpenHoldIsSaidAndAComplaintIsOfferedOne() {
        Person bert = person("bert");
        bert.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        bert.act(minutes(2), Kind.HOLD, Act.PLACED, Map.of());
        person("bea").choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();

        erase("bert", Map.of())
                .body("held", equalTo(true))
                .body("alternatives.what", equalTo(List.of("restriction", "hold")))
                .body("effect", containsString("Lift the hold first"));
        erase("bea", Map.of("case", openCase("C-1", "complaint")))
                .body("alternatives.what", equalTo(List.of("restriction", "hold")));
    }

    @Test
    void aConfirmedErasureIsARecordOfThePersonsShardAndHasAReceipt() {
        Person cleo = person("cleo");
        Told event = cleo.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        UUID id = UUID.randomUUID();
        Map<String, Object> by = Map.of("eventId", event.eventId().toString());
        Map<String, Object> order =
                Map.of("by", by, "id", id.toString(), "reason", "withdrawn", "confirm", "erase");

        ask(OFFICER, "erasures", order)
                .statusCode(202)
                .body("id", equalTo(id.toString()))
                .body("persons", equalTo(1))
                .body("receipt", equalTo("/v1/erasures/" + id + "?site=" + SITE));
        receipt(OFFICER, id).statusCode(200).body("state", equalTo("waiting"));

        Sent sent = records.await(s -> s.entry().eventId().equals(id)).get(0);
        assertOrder(sent, "cleo", Kind.ERASURE, Act.ERASE);
        assertThat(sent.act().reason()).contains(ErasureReason.WITHDRAWN);

        Place place = cleo.append(sent.act(), sent.evidence(), Map.of("outcome", "erased 1"));
        awaitProjection();
        receipt("paul auditor@" + SITE, id)
                .body("state", equalTo("done"))
                .body("outcomes[0].outcome", equalTo("erased"))
                .body("outcomes[0].entries", equalTo(1))
                .body("outcomes[0].reason", equalTo("withdrawn"))
                .body("outcomes[0].case", equalTo(inCase))
                .body(
                        "outcomes[0].proof",
                        equalTo(
                                "/v1/proofs/%s?shard=%d&index=%d"
                                        .formatted(id, place.shard(), place.index())))
                .body("outcomes[0].remains[0].where", equalTo("consent.records.v1.5"))
                .body(
                        "outcomes[0].remains[0].until",
                        equalTo(sent.act().at().plus(Duration.ofDays(31)).toString()));

        // The person is no longer found by the event; the order is, and is not given again.
        ask(OFFICER, "erasures", order).statusCode(202).body("id", equalTo(id.toString()));
        assertThat(records.found(s -> s.entry().eventId().equals(id))).hasSize(1);
    }

    @Test
    void anErasuresReceiptOutlastsTheNextErasure() {
        Person dan = person("dan");
        dan.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        Told first = dan.act(minutes(2), Kind.ERASURE, Act.ERASE, Map.of("outcome", "erased 1"));
        dan.choice(minutes(3), Action.SAVE, Map.of("statistics", granted()));
        dan.act(minutes(4), Kind.ERASURE, Act.ERASE, Map.of("outcome", "erased 2"));
        awaitProjection();

        receipt(OFFICER, first.eventId())
                .body("state", equalTo("done"))
                .body("outcomes[0].index", equalTo((int) first.place().index()));
        given().header(TestCaller.HEADER, OFFICER)
                .contentType("application/json")
                .body(Map.of("site", SITE, "case", inCase, "by", Map.of("subject", "dan")))
                .post("/v1/look-ups")
                .then()
                .body("events.happening", equalTo(List.of("erased")));
    }

    @Test
    void anAccountsDevicesHaveAnEntryEach() {
        for (String device : List.of("eva-phone", "eva-laptop")) {
            person(device).choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
            person(device).act(minutes(2), Kind.LINK, Act.LINKED, Map.of("account", "eva"));
        }
        awaitProjection();
        UUID id = UUID.randomUUID();

        ask(
                        OFFICER,
                        "erasures",
                        Map.of(
                                "by",
                                Map.of("account", "eva"),
                                "id",
                                id.toString(),
                                "reason",
                                "objected",
                                "confirm",
                                "erase"))
                .statusCode(202)
                .body("persons", equalTo(2));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> records.found(s -> s.entry().eventId().equals(id)).size() == 2);
        List<Sent> sent = records.found(s -> s.entry().eventId().equals(id));
        assertThat(sent)
                .extracting(s -> s.evidence().pseudonym().orElseThrow())
                .containsExactlyInAnyOrder("eva-phone", "eva-laptop");
        Sent one = sent.get(0);
        person(one.evidence().pseudonym().orElseThrow())
                .append(one.act(), one.evidence(), Map.of("outcome", "erased 2"));
        awaitProjection();
        receipt(OFFICER, id).body("state", equalTo("waiting")).body("outcomes.size()", equalTo(1));
    }

    @Test
    void holdsAndRestrictionsAreRecordsToo() {
        person("fay").choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        Map<String, Act> acts =
                Map.of(
                        "holds", Act.PLACED,
                        "holds/lift", Act.LIFTED,
                        "restrictions", Act.RESTRICT,
                        "restrictions/lift", Act.UNRESTRICT);

        acts.forEach(
                (path, act) -> {
                    String id =
                            ask(OFFICER, path, Map.of("by", Map.of("subject", "fay")))
                                    .statusCode(202)
                                    .body("act", equalTo(act.term()))
                                    .body("receipt", nullValue())
                                    .extract()
                                    .path("id");
                    Sent sent =
                            records.await(s -> s.entry().eventId().toString().equals(id)).get(0);
                    Kind kind = path.startsWith("holds") ? Kind.HOLD : Kind.ERASURE;
                    assertOrder(sent, "fay", kind, act);
                });
    }

    @Test
    void anIdIsOfOneOrder() {
        Person gus = person("gus");
        gus.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        person("gina").choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        Told hold = gus.act(minutes(2), Kind.HOLD, Act.PLACED, Map.of());
        awaitProjection();
        String id = hold.eventId().toString();

        ask(OFFICER, "holds", Map.of("by", Map.of("subject", "gus"), "id", id)).statusCode(202);
        for (String path : List.of("holds/lift", "holds")) {
            String whom = path.equals("holds") ? "gina" : "gus";
            ask(OFFICER, path, Map.of("by", Map.of("subject", whom), "id", id))
                    .statusCode(409)
                    .body("type", equalTo(PROBLEMS + "id-taken"));
        }
        assertThat(records.found(s -> s.entry().eventId().equals(hold.eventId()))).isEmpty();
    }

    @Test
    void aSitesServerLinksAccounts() {
        Map<String, Object> link = Map.of("subject", "hal", "account", "hal@shop.example");
        for (String path : List.of("links", "links/undo")) {
            String id = post(SERVER, path, link).statusCode(202).extract().path("id");
            Sent sent = records.await(s -> s.entry().eventId().toString().equals(id)).get(0);
            assertThat(sent.act().kind()).isEqualTo(Kind.LINK);
            assertThat(sent.act().act())
                    .isEqualTo(path.equals("links") ? Act.LINKED : Act.UNLINKED);
            assertThat(sent.key()).isEqualTo(keys.subject(SITE, "hal").toBytes());
            assertThat(text(sent, "account")).isEqualTo("hal@shop.example");
            assertThat(text(sent, "by")).isEqualTo("ines");
        }
        post(OFFICER, "links", link).statusCode(403);
        post(SERVER, "links", Map.of("subject", "hal")).statusCode(400);
    }

    @Test
    void aPersonsPackIsMadeRecordedAndGoesWithTheirErasure() {
        Person jan = person("jan");
        jan.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        Map<String, Object> of = Map.of("of", Map.of("subject", "jan"));
        String id =
                ask(OFFICER, "audit-packs", of)
                        .statusCode(202)
                        .header("Location", containsString("/v1/audit-packs/"))
                        .body("matchedBy", equalTo("subject"))
                        .extract()
                        .path("id");
        awaitPack(id, "done");
        pack(OFFICER, id + "/file").statusCode(200).contentType("application/zip");

        assertThat(records.await(s -> isAbout(s, "jan") && text(s, "step").equals("downloaded")))
                .allMatch(sent -> sent.act().act() == Act.EXPORT)
                .allMatch(sent -> text(sent, "pack").equals(id));
        assertThat(records.found(s -> text(s, "step").equals("ordered") && isAbout(s, "jan")))
                .hasSize(1);

        jan.act(minutes(2), Kind.ERASURE, Act.ERASE, Map.of("outcome", "erased 1"));
        awaitProjection();

        awaitPack(id, "outdated");
        pack(OFFICER, id + "/file").statusCode(410).body("type", equalTo(PROBLEMS + "pack-gone"));
        ask(OFFICER, "audit-packs", Map.of("of", Map.of("subject", "nobody-at-all")))
                .statusCode(404)
                .body("type", equalTo(PROBLEMS + "no-such-record"));
    }

    @Test
    void whatAnAdministratorDecidesIsARecordAndThenCounts() {
        Group statistics = new Group("statistics", "opt_in", "");
        topic.publish(PolicyDocuments.bytes(QUIET, "1", DAY_1, false, statistics));
        topic.publish(
                PolicyDocuments.withItem(
                        PolicyDocuments.bytes(QUIET, "2", DAY_2, false, statistics),
                        "counter",
                        "statistics",
                        "measure",
                        "session"));
        awaitProjection();
        UUID id = UUID.randomUUID();

        decide(ADMINISTRATOR, Map.of("id", id.toString()))
                .statusCode(202)
                .body("id", equalTo(id.toString()));
        Sent sent = records.await(s -> s.entry().eventId().equals(id)).get(0);
        DecisionEntry decision = (DecisionEntry) sent.entry();
        assertThat(decision.coverage()).isEqualTo(Map.of("statistics", Coverage.STILL_COVERS));
        assertThat(decision.from().version()).isEqualTo("1");
        assertThat(decision.to().version()).isEqualTo("2");
        assertThat(text(sent, "by")).isEqualTo("ada");
        assertThat(sent.key()).isEqualTo(Routing.subjectKey(QUIET, Optional.empty(), id).toBytes());

        new Person(QUIET, Optional.empty(), topic, ledger)
                .append(decision, sent.evidence(), Map.of());
        awaitProjection();
        ofPolicy(ADMINISTRATOR, "policy-changes")
                .body("proposals[0].proposal", equalTo("ask_again"))
                .body("proposals[0].decided.coverage", equalTo("still_covers"))
                .body("proposals[0].decided.id", equalTo(id.toString()));
        ofPolicy("paul auditor@" + QUIET, "policy-decisions")
                .statusCode(200)
                .body("decisions.size()", equalTo(1))
                .body("decisions[0].id", equalTo(id.toString()))
                .body("decisions[0].coverage.statistics", equalTo("still_covers"))
                .body("decisions[0].by", equalTo("ada"))
                .body("decisions[0].reason", equalTo("Nothing is measured that was not before"));
    }

    @Test
    void whatCannotBeDecidedIsAProblem() {
        Group statistics = new Group("statistics", "opt_in", "");
        for (String version : List.of("a1", "a2", "a3")) {
            String day = "2026-03-0%s".formatted(version.substring(1)) + MIDNIGHT;
            topic.publish(PolicyDocuments.bytes(TestSites.BUSY, version, day, false, statistics));
        }
        awaitProjection();
        Map<String, Object> right = Map.of("from", "a1", "to", "a2");
        Map<Map<String, Object>, String> wrong =
                Map.of(
                        Map.of("from", "a1", "to", "a3"), "was not the one in force",
                        Map.of("from", "a2", "to", "a1"), "was not the one in force",
                        Map.of("coverage", Map.of("marketing", "ask_again")), "it has statistics",
                        Map.of("coverage", Map.of("statistics", "think")),
                                "expected still_covers or ask_again",
                        Map.of("coverage", Map.of()), "1 to 64 categories",
                        Map.of("reason", " "), "/reason");

        wrong.forEach(
                (members, words) -> {
                    Map<String, Object> body = new HashMap<>(right);
                    body.putAll(members);
                    decide(TestSites.BUSY, "ada administrator@" + TestSites.BUSY, body)
                            .statusCode(400)
                            .body("type", equalTo(PROBLEMS + "invalid-question"))
                            .body("detail", containsString(words));
                });
        decide(TestSites.BUSY, "ada administrator@" + TestSites.BUSY, Map.of("to", "a9"))
                .statusCode(404)
                .body("type", equalTo(PROBLEMS + "unknown-policy-version"))
                .body("detail", containsString("a1, a2, a3"));
        assertThat(records.found(s -> s.entry().site().equals(TestSites.BUSY))).isEmpty();
    }

    @Test
    void whomANewVersionWouldHaveAskedAgainIsListedAndRecorded() {
        String site = TestSites.VISITED;
        Group statistics = new Group("statistics", "opt_in", "");
        byte[] old = PolicyDocuments.bytes(site, "1", DAY_1, false, statistics);
        byte[] measuring =
                PolicyDocuments.withItem(
                        PolicyDocuments.bytes(site, "2", DAY_2, false, statistics),
                        "counter",
                        "statistics",
                        "measure",
                        "session");
        topic.publish(old);
        topic.publish(measuring);
        Map<String, CategoryDecision> granted = Map.of("statistics", granted());
        chooseAt(site, "uma", old, granted);
        chooseAt(site, "ugo", old, granted).act(minutes(3), Kind.ERASURE, Act.RESTRICT, Map.of());
        chooseAt(site, "una", old, REFUSED);
        chooseAt(site, "ute", measuring, granted);
        awaitProjection();
        String officer = "olga dpo@" + site;
        String theCase = openCase(officer, site, "P-1", "audit");

        String lines =
                given().header(TestCaller.HEADER, officer)
                        .contentType("application/json")
                        .body(Map.of("site", site, "case", theCase))
                        .post("/v1/ask-again-lists")
                        .then()
                        .statusCode(200)
                        .contentType("application/x-ndjson")
                        .extract()
                        .asString();

        List<JsonPath> read = lines.lines().map(JsonPath::from).toList();
        assertThat(read).hasSize(2);
        assertThat(read.get(0).getString("subject")).isEqualTo("uma");
        assertThat(read.get(0).getString("category")).isEqualTo("statistics");
        assertThat(read.get(0).getString("policy")).isEqualTo("1");
        assertThat(read.get(0).getString("because"))
                .isEqualTo("policy version 2: new purpose: measure (To measure)");
        assertThat(read.get(1).getLong("end.lines")).isEqualTo(1);
        assertThat(read.get(1).getLong("end.withheld")).isEqualTo(1);
        assertThat(records.await(s -> text(s, "list").equals("ask_again")))
                .allMatch(sent -> sent.act().act() == Act.EXPORT)
                .allMatch(sent -> text(sent, "case").equals(theCase));
    }

    private Person chooseAt(
            String site, String name, byte[] document, Map<String, CategoryDecision> decisions) {
        Policy policy;
        try {
            policy = Policy.read(document);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
        Person person = new Person(site, Optional.of(name), topic, ledger);
        person.choice(
                Optional.of(policy.reference()), minutes(1), minutes(1), Action.SAVE, decisions);
        return person;
    }

    private static ValidatableResponse decide(String caller, Map<String, Object> more) {
        return decide(QUIET, caller, more);
    }

    private static ValidatableResponse decide(
            String site, String caller, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(
                        Map.of(
                                "from",
                                "1",
                                "to",
                                "2",
                                "coverage",
                                Map.of("statistics", "still_covers"),
                                "reason",
                                "Nothing is measured that was not before"));
        body.putAll(more);
        return given().header(TestCaller.HEADER, caller)
                .contentType("application/json")
                .body(body)
                .post("/v1/sites/{site}/policy-decisions", site)
                .then();
    }

    private static ValidatableResponse ofPolicy(String caller, String what) {
        return given().header(TestCaller.HEADER, caller)
                .get("/v1/sites/{site}/{what}", QUIET, what)
                .then();
    }

    @Test
    void packsAreListedByPagesAndOfTheCallersSites() {
        Map<String, Object> period =
                Map.of("period", Map.of("from", "2026-11-01", "to", "2026-11-02T03:04:05Z"));
        String first = ask(OFFICER, "audit-packs", period).extract().path("id");
        String second = ask(OFFICER, "audit-packs", period).extract().path("id");

        given().header(TestCaller.HEADER, "paul auditor@" + SITE)
                .queryParam("site", SITE)
                .get("/v1/audit-packs")
                .then()
                .statusCode(200)
                .body("packs[0].id", equalTo(second))
                .body("packs[1].id", equalTo(first))
                .body("packs[1].to", equalTo("2026-11-02T03:04:05Z"));
        given().header(TestCaller.HEADER, OFFICER)
                .queryParam("site", SITE)
                .queryParam("after", second)
                .get("/v1/audit-packs")
                .then()
                .body("packs[0].id", equalTo(first));
        pack("dirk dpo@" + TestSites.QUIET, first)
                .statusCode(404)
                .body("type", equalTo(PROBLEMS + "unknown-pack"));
    }

    @Test
    void packOfAMalformedPeriodOrARestrictedPersonIsRefused() {
        Person kim = person("kim");
        kim.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        kim.act(minutes(2), Kind.ERASURE, Act.RESTRICT, Map.of());
        awaitProjection();
        Map<String, Object> kims = Map.of("of", Map.of("subject", "kim"));

        ask(OFFICER, "audit-packs", kims)
                .statusCode(409)
                .body("type", equalTo(PROBLEMS + "restricted"));
        ask(
                        OFFICER,
                        "audit-packs",
                        Map.of("of", Map.of("subject", "kim"), "purpose", "legal_claim"))
                .statusCode(202)
                .body("restricted", equalTo(true));
        for (List<String> wrong :
                List.of(
                        List.of("2026-11-31", "2026-12-01"),
                        List.of("yesterday", "2026-12-01"),
                        List.of("2026-12-01", "2026-12-01"),
                        List.of("2001-01-01", "2026-12-01"))) {
            Map<String, String> period = Map.of("from", wrong.get(0), "to", wrong.get(1));
            ask(OFFICER, "audit-packs", Map.of("period", period))
                    .statusCode(400)
                    .body("type", equalTo(PROBLEMS + "invalid-period"));
        }
        ask(OFFICER, "audit-packs", Map.of()).statusCode(400);
        ask(OFFICER, "audit-packs", Map.of("of", Map.of("notIdentified", true))).statusCode(400);
    }

    private static void awaitPack(String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> pack(OFFICER, id).extract().path("state"), state::equals);
    }

    private static ValidatableResponse pack(String caller, String path) {
        return given().header(TestCaller.HEADER, caller).get("/v1/audit-packs/" + path).then();
    }

    @Test
    void whatCannotBeOrderedIsAProblem() {
        Person guest = new Person(SITE, Optional.empty(), topic, ledger);
        Told event = guest.choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        Map<String, Object> nobody = Map.of("by", Map.of("subject", "nobody-at-all"));

        ask(OFFICER, "holds", nobody).statusCode(404).body("type", equalTo(PROBLEMS + "no-record"));
        ask(OFFICER, "holds", Map.of("by", Map.of("eventId", event.eventId().toString())))
                .statusCode(409)
                .body("type", equalTo(PROBLEMS + "no-pseudonym"));
        ask(OFFICER, "holds", Map.of("by", Map.of("notIdentified", true))).statusCode(400);
        erase("anybody", Map.of("confirm", "yes")).statusCode(400);
        erase("anybody", Map.of("reason", "because")).statusCode(400);
        erase("anybody", Map.of("case", UUID.randomUUID().toString()))
                .statusCode(404)
                .body("type", equalTo(PROBLEMS + "unknown-case"));
        String closed = openCase("DSR-2026-2", "erasure_request");
        given().header(TestCaller.HEADER, OFFICER)
                .contentType("application/json")
                .post("/v1/cases/{id}/close", closed);
        erase("anybody", Map.of("case", closed, "confirm", "erase"))
                .statusCode(409)
                .body("type", equalTo(PROBLEMS + "case-closed"));
        for (String caller : List.of("paul auditor@" + SITE, "dirk dpo@" + TestSites.QUIET)) {
            ask(caller, "holds", nobody).statusCode(403);
        }
        receipt("rita reader@" + SITE, UUID.randomUUID()).statusCode(403);
    }

    @Test
    void retentionOrdersWhatIsDueOnceAndIsProjected() {
        person("old").choice(yearsAgo(9), Action.SAVE, REFUSED);
        person("middle").choice(yearsAgo(3), Action.SAVE, REFUSED);
        person("new").choice(yearsAgo(1), Action.SAVE, REFUSED);
        person("held").choice(yearsAgo(9), Action.SAVE, REFUSED);
        person("held").act(yearsAgo(8), Kind.HOLD, Act.PLACED, Map.of());
        person("loyal").choice(yearsAgo(9), Action.SAVE, Map.of("statistics", granted()));
        Told renewed =
                person("loyal").choice(yearsAgo(7), Action.SAVE, Map.of("statistics", granted()));
        Person guest = new Person(SITE, Optional.empty(), topic, ledger);
        Told guests = guest.choice(yearsAgo(9), Action.SAVE, REFUSED);
        guest.choice(yearsAgo(1), Action.SAVE, REFUSED);
        awaitProjection();

        run().statusCode(202)
                .body("parts.part", equalTo(List.of("observed", "context", "subject")))
                .body("parts.kept", equalTo(List.of("P2Y", "P4Y", "P6Y")));
        awaitRun();
        lastRun().body("orders", equalTo(4)).body("guests", equalTo(1)).body("held", equalTo(1));

        List<Sent> sent = records.await(s -> s.entry().kind() == Kind.RETENTION);
        Map<String, Sent> byPerson = new HashMap<>();
        sent.forEach(s -> byPerson.put(s.evidence().pseudonym().orElse("guest"), s));
        assertThat(byPerson.keySet()).containsExactlyInAnyOrder("old", "middle", "loyal", "guest");
        assertThat(byPerson.get("old").act().act()).isEqualTo(Act.FORGET);
        assertThat(byPerson.get("middle").act().parts()).containsExactly(PartName.OBSERVED);
        assertThat(byPerson.get("loyal").act().act()).isEqualTo(Act.ERASE);
        assertThat(byPerson.get("loyal").act().parts()).containsExactly(PartName.values());
        assertThat(byPerson.get("loyal").act().reach())
                .isEqualTo(Reach.below(renewed.place().index()));
        assertThat(byPerson.get("guest").act().reach().indexes())
                .containsExactly(guests.place().index());
        assertThat(byPerson.get("guest").partition()).isEqualTo(guests.place().shard());

        // As after a run that was broken off: the same orders, so the ledger takes them for one.
        run().statusCode(202);
        awaitRun();
        assertThat(records.found(s -> s.entry().kind() == Kind.RETENTION))
                .hasSize(8)
                .extracting(s -> s.act().eventId())
                .hasSameElementsAs(sent.stream().map(s -> s.act().eventId()).toList());

        byPerson.forEach(
                (name, s) ->
                        new Person(
                                        SITE,
                                        Optional.of(name).filter(n -> !n.equals("guest")),
                                        topic,
                                        ledger)
                                .append(s.act(), s.evidence(), Map.of("outcome", "erased 1")));
        awaitProjection();
        preview("old").statusCode(404);
        preview("loyal").statusCode(200).body("entries", equalTo(1));
        preview("middle").statusCode(200).body("entries", equalTo(2));
        preview("held").statusCode(200).body("entries", equalTo(2));
        ask(OFFICER, "holds", Map.of("by", Map.of("eventId", guests.eventId().toString())))
                .statusCode(404);
    }

    private ValidatableResponse preview(String subject) {
        return erase(subject, Map.of());
    }

    private static ValidatableResponse run() {
        return post("olga administrator@" + SITE, "retention-runs", Map.of());
    }

    private static ValidatableResponse lastRun() {
        return given().header(TestCaller.HEADER, "olga administrator@" + SITE)
                .queryParam("site", SITE)
                .get("/v1/retention-runs")
                .then();
    }

    private static void awaitRun() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lastRun().extract().path("state").equals("done"));
    }

    private static Instant yearsAgo(int years) {
        return OffsetDateTime.now(ZoneOffset.UTC)
                .minusYears(years)
                .truncatedTo(ChronoUnit.MILLIS)
                .toInstant();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatCannotBeRecordedIsNotOrdered() {
        person("ida").choice(minutes(1), Action.SAVE, Map.of("statistics", granted()));
        awaitProjection();
        AppendedTopic.delete(bootstrapServers, "consent.records.v1.5");

        ask(OFFICER, "holds", Map.of("by", Map.of("subject", "ida")))
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo(PROBLEMS + "not-recorded"));
        post(SERVER, "links", Map.of("subject", "ida", "account", "a")).statusCode(503);
    }

    private void assertOrder(Sent sent, String pseudonym, Kind kind, Act act) {
        assertThat(sent.act().kind()).isEqualTo(kind);
        assertThat(sent.act().act()).isEqualTo(act);
        assertThat(sent.act().site()).isEqualTo(SITE);
        assertThat(sent.key()).isEqualTo(keys.subject(SITE, pseudonym).toBytes());
        assertThat(sent.partition()).isEqualTo(Routing.shardOf(keys.subject(SITE, pseudonym), 4));
        assertThat(sent.evidence().pseudonym()).contains(pseudonym);
        assertThat(sent.act().commitments()).isEqualTo(sent.evidence().commitments());
        assertThat(text(sent, "by")).isEqualTo("dora");
        assertThat(text(sent, "role")).isEqualTo("dpo");
        assertThat(text(sent, "case")).isEqualTo(inCase);
    }

    private Person person(String pseudonym) {
        return new Person(SITE, Optional.of(pseudonym), topic, ledger);
    }

    private static String openCase(String reference, String kind) {
        return openCase(OFFICER, SITE, reference, kind);
    }

    private static String openCase(String caller, String site, String reference, String kind) {
        return given().header(TestCaller.HEADER, caller)
                .contentType("application/json")
                .body(Map.of("site", site, "reference", reference, "kind", kind))
                .post("/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse erase(String subject, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("by", Map.of("subject", subject));
        body.put("reason", "withdrawn");
        body.putAll(more);
        return ask(OFFICER, "erasures", body);
    }

    private ValidatableResponse ask(String caller, String path, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("case", inCase);
        body.putAll(more);
        return post(caller, path, body);
    }

    private static ValidatableResponse post(String caller, String path, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("site", SITE);
        return given().header(TestCaller.HEADER, caller)
                .contentType("application/json")
                .body(body)
                .post("/v1/" + path)
                .then();
    }

    private static ValidatableResponse receipt(String caller, UUID id) {
        return given().header(TestCaller.HEADER, caller)
                .queryParam("site", SITE)
                .get("/v1/erasures/{id}", id)
                .then();
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
