package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.users.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint of the OpenAPI document, asked by every role for the site, for its controller, for
 * all, and for others. Whoever adds an endpoint enters it here and says who may call it.
 */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(ClosedFigures.class)
class RoleMatrixTest implements SchemaIsReady {

    /** The site that is asked for. */
    private static final String SITE = TestSites.SHOP;

    private static final Set<String> SCOPES_WITH_THE_SITE = Set.of("site", "controller", "all");
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options");

    /** Nobody's, so that whoever may ask is told that there is none. */
    private static final String NO_ID = "00000000-0000-4000-8000-000000000000";

    private static final Map<String, Object> ORDER =
            Map.of("site", SITE, "case", NO_ID, "by", Map.of("subject", "a"));

    private static final Map<String, Object> ERASURE =
            Map.of(
                    "site",
                    SITE,
                    "case",
                    NO_ID,
                    "by",
                    Map.of("subject", "a"),
                    "reason",
                    "withdrawn",
                    "confirm",
                    "erase");

    private static final Map<String, Object> LINK =
            Map.of("site", SITE, "subject", "a", "account", "b");

    private static final Map<String, Object> PROOF =
            Map.of("site", SITE, "case", NO_ID, "eventId", NO_ID);

    private static final Map<String, Object> PACK =
            Map.of(
                    "site",
                    SITE,
                    "case",
                    NO_ID,
                    "period",
                    Map.of("from", "2026-11-01", "to", "2026-12-01"));

    private static final Map<String, Object> DECISION =
            Map.of(
                    "from",
                    "none",
                    "to",
                    "neither",
                    "coverage",
                    Map.of("statistics", "ask_again"),
                    "reason",
                    "A test");

    private static final Map<String, Object> OWN =
            Map.of("site", SITE, "receiptCode", "0000-0000-0000-0000-0000-0000-00");

    private static final Map<String, Object> REGULATOR_LINK =
            Map.of(
                    "site",
                    SITE,
                    "case",
                    NO_ID,
                    "record",
                    Map.of("eventId", NO_ID),
                    "recipient",
                    "An authority");

    private static final Set<Role> FIGURES = Set.of(Role.READER);
    private static final Set<Role> READING = Set.of(Role.DPO, Role.AUDITOR);
    private static final Set<Role> ORDERING = Set.of(Role.DPO);
    private static final Set<Role> LINKING = Set.of(Role.INGEST);
    private static final Set<Role> RUNNING = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> OVERSEEING = Set.of(Role.DPO, Role.AUDITOR, Role.ADMINISTRATOR);

    /** The table. */
    private static final List<Endpoint> ENDPOINTS =
            List.of(
                    ofTheCallersSites("GET /v1/sites", FIGURES, RequestSpecification::get),
                    ofASite("GET /v1/sites/{site}/opt-in", FIGURES, (by, to) -> by.get(to, SITE)),
                    ofASite("GET /v1/sites/{site}/subjects", FIGURES, (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/sealed-days",
                            FIGURES,
                            (by, to) -> by.get(to, SITE)),
                    ofASite("GET /v1/sites/{site}/metrics", FIGURES, (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/metrics.csv",
                            FIGURES,
                            (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/metrics.ndjson",
                            FIGURES,
                            (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/comparison",
                            FIGURES,
                            (by, to) -> by.queryParam("metric", "no_choice_rate").get(to, SITE)),
                    ofTheCallersSites(
                            "GET /v1/reconciliations", RUNNING, RequestSpecification::get),
                    ofTheCallersSites(
                            "POST /v1/reconciliations", RUNNING, RequestSpecification::post),
                    ofTheCallersSites("GET /v1/rebuilds", RUNNING, RequestSpecification::get),
                    ofTheCallersSites("POST /v1/rebuilds", RUNNING, RequestSpecification::post),
                    ofASite(
                            "GET /v1/sites/{site}/findings",
                            OVERSEEING,
                            (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/policy-changes",
                            FIGURES,
                            (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "GET /v1/sites/{site}/policy-decisions",
                            OVERSEEING,
                            (by, to) -> by.get(to, SITE)),
                    ofASite(
                            "POST /v1/sites/{site}/policy-decisions",
                            RUNNING,
                            (by, to) ->
                                    by.contentType("application/json")
                                            .body(DECISION)
                                            .post(to, SITE)),
                    ofASite(
                            "POST /v1/cases",
                            ORDERING,
                            post(Map.of("site", SITE, "reference", "M-1", "kind", "audit"))),
                    ofTheCallersSites("GET /v1/cases", READING, RequestSpecification::get),
                    ofTheCallersSites("GET /v1/cases/{id}", READING, (by, to) -> by.get(to, NO_ID)),
                    ofTheCallersSites(
                            "POST /v1/cases/{id}/close", READING, (by, to) -> by.post(to, NO_ID)),
                    ofASite("POST /v1/look-ups", READING, post(ORDER)),
                    ofASite(
                            "POST /v1/ask-again-lists",
                            ORDERING,
                            post(Map.of("site", SITE, "case", NO_ID))),
                    ofASite("POST /v1/proofs-of-consent", READING, post(PROOF)),
                    ofASite("POST /v1/audit-packs", READING, post(PACK)),
                    ofASite(
                            "GET /v1/audit-packs",
                            READING,
                            (by, to) -> by.queryParam("site", SITE).get(to)),
                    ofTheCallersSites(
                            "GET /v1/audit-packs/{id}", READING, (by, to) -> by.get(to, NO_ID)),
                    ofTheCallersSites(
                            "POST /v1/audit-packs/{id}/cancel",
                            READING,
                            (by, to) -> by.post(to, NO_ID)),
                    ofTheCallersSites(
                            "GET /v1/audit-packs/{id}/file",
                            READING,
                            (by, to) -> by.get(to, NO_ID)),
                    ofEverybody("POST /v1/own-record", post(OWN)),
                    ofASite("POST /v1/regulator-links", ORDERING, post(REGULATOR_LINK)),
                    ofASite(
                            "GET /v1/regulator-links",
                            READING,
                            (by, to) ->
                                    by.queryParam("site", SITE).queryParam("case", NO_ID).get(to)),
                    ofTheCallersSites(
                            "POST /v1/regulator-links/{id}/revoke",
                            ORDERING,
                            (by, to) -> by.post(to, NO_ID)),
                    ofEverybody("GET /v1/regulator-links/open", RequestSpecification::get),
                    ofEverybody(
                            "POST /v1/regulator-links/open",
                            (by, to) -> by.formParam("code", "none").post(to)),
                    ofASite("POST /v1/erasures", ORDERING, post(ERASURE)),
                    ofASite(
                            "GET /v1/erasures/{id}",
                            READING,
                            (by, to) -> by.queryParam("site", SITE).get(to, NO_ID)),
                    ofASite("POST /v1/holds", ORDERING, post(ORDER)),
                    ofASite("POST /v1/holds/lift", ORDERING, post(ORDER)),
                    ofASite("POST /v1/restrictions", ORDERING, post(ORDER)),
                    ofASite("POST /v1/restrictions/lift", ORDERING, post(ORDER)),
                    ofASite("POST /v1/links", LINKING, post(LINK)),
                    ofASite("POST /v1/links/undo", LINKING, post(LINK)),
                    ofASite("POST /v1/retention-runs", RUNNING, post(Map.of("site", SITE))),
                    ofASite(
                            "GET /v1/retention-runs",
                            RUNNING,
                            (by, to) -> by.queryParam("site", SITE).get(to)));

    /** Whom an endpoint is for. */
    private enum For {
        /** Whoever has the role at the site of the request; all others get 403. */
        THE_SITE,
        /** Everybody: what is asked for is protected otherwise. */
        EVERYBODY,
        /** Whoever has the role at some site; the answer is of those sites alone. */
        THE_CALLERS_SITES
    }

    /**
     * A line of the table.
     *
     * @param name method and path as in the OpenAPI document
     * @param roles any of which is enough
     * @param ask sends a request about {@link #SITE} that is right in all but who sends it, or asks
     *     for something that there is not
     */
    private record Endpoint(
            String name,
            For whom,
            Set<Role> roles,
            BiFunction<RequestSpecification, String, Response> ask) {

        Response askedBy(RequestSpecification caller) {
            return ask.apply(caller, name.substring(name.indexOf(' ') + 1));
        }

        boolean isFor(Role has, String scope) {
            return whom == For.EVERYBODY
                    || roles.stream().anyMatch(has::includes)
                            && (whom == For.THE_CALLERS_SITES
                                    || SCOPES_WITH_THE_SITE.contains(scope));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Endpoint> endpoints() {
        return ENDPOINTS;
    }

    @Test
    void everyEndpointIsInTheTable() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").then().extract().jsonPath().getMap("paths");
        Set<String> documented = new TreeSet<>();
        paths.forEach(
                (path, methods) ->
                        methods.keySet().stream()
                                .filter(METHODS::contains)
                                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
                                .forEach(documented::add));

        assertThat(ENDPOINTS)
                .extracting(Endpoint::name)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void whoeverSaysNotWhoTheyAreIsAsked(Endpoint endpoint) {
        Response answer = endpoint.askedBy(given());

        if (endpoint.whom() == For.EVERYBODY) {
            assertThat(answer.statusCode()).isIn(200, 404);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void everyRoleMayDoWhatTheTableSaysAndNothingElse(Endpoint endpoint) {
        SoftAssertions all = new SoftAssertions();
        for (Role role : Role.values()) {
            for (String scope : ClosedFigures.SCOPES.keySet()) {
                String user = role.term() + "-" + scope;
                Response answer = endpoint.askedBy(user(user));
                if (endpoint.isFor(role, scope)) {
                    all.assertThat(answer.statusCode()).as(user).isIn(200, 201, 202, 404);
                } else {
                    all.assertThat(answer.statusCode()).as(user).isEqualTo(403);
                }
                if (!SCOPES_WITH_THE_SITE.contains(scope) && answer.statusCode() != 403) {
                    all.assertThat(answer.asString()).as(user).doesNotContain(SITE);
                }
            }
        }
        all.assertAll();
    }

    private static RequestSpecification user(String name) {
        return given().auth().preemptive().basic(name, TestUsers.PASSWORD);
    }

    private static Endpoint ofASite(
            String name, Set<Role> roles, BiFunction<RequestSpecification, String, Response> ask) {
        return new Endpoint(name, For.THE_SITE, roles, ask);
    }

    private static Endpoint ofEverybody(
            String name, BiFunction<RequestSpecification, String, Response> ask) {
        return new Endpoint(name, For.EVERYBODY, Set.of(), ask);
    }

    private static Endpoint ofTheCallersSites(
            String name, Set<Role> roles, BiFunction<RequestSpecification, String, Response> ask) {
        return new Endpoint(name, For.THE_CALLERS_SITES, roles, ask);
    }

    private static BiFunction<RequestSpecification, String, Response> post(
            Map<String, Object> body) {
        return (caller, path) -> caller.contentType("application/json").body(body).post(path);
    }
}
