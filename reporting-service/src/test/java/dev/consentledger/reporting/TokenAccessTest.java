package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.consentledger.reporting.users.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID Connect issuer, over HTTP. With one, built-in users count no longer. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@QuarkusTestResource(value = Issuer.class, restrictToAnnotatedClass = true)
@TestProfile(ClosedFigures.class)
class TokenAccessTest implements SchemaIsReady {

    private static final String FIGURES = "/v1/sites/{site}/opt-in";

    @Test
    void withoutATokenOneIsAskedForIt() {
        problem(given().get(FIGURES, TestSites.SHOP), 401, "credentials-missing")
                .header("WWW-Authenticate", startsWith("Bearer "));
    }

    @Test
    void grantsAreTakenFromTheGroupsAndOtherGroupsPassedOver() {
        String token = Issuer.token("staff", "boss@*", "dpo@" + TestSites.SHOP);

        figures(token, TestSites.SHOP).then().statusCode(200);
        problem(figures(token, TestSites.QUIET), 403, "role-missing")
                .body("detail", containsString("You have it for " + TestSites.SHOP));
        problem(figures(token, "nowhere.example"), 403, "role-missing");
    }

    @Test
    void controllersGrantIsForItsSites() {
        given().auth()
                .oauth2(Issuer.token("reader@controller:" + TestSites.FOREIGN_CONTROLLER))
                .get("/v1/sites")
                .then()
                .statusCode(200)
                .body("sites.site", contains(TestSites.FOREIGN));
    }

    @Test
    void tokenWithoutGrantsMayNothing() {
        problem(figures(Issuer.token("staff"), TestSites.SHOP), 403, "role-missing");
    }

    @Test
    void tokenOfAnotherKeyIsWrong() {
        wrong(Issuer.forged("reader@*"));
    }

    @Test
    void tokenForAnotherApplicationIsWrong() {
        wrong(Issuer.sign(Issuer.claims("reader@*").audience(Set.of("payroll"))));
    }

    @Test
    void tokenOfAnotherIssuerIsWrong() {
        wrong(Issuer.sign(Issuer.claims("reader@*").issuer("http://issuer.example")));
    }

    @Test
    void tokenThatHasExpiredIsWrong() {
        wrong(
                Issuer.sign(
                        Issuer.claims("reader@*")
                                .issuedAt(Instant.EPOCH)
                                .expiresAt(Instant.EPOCH.plusSeconds(60))));
    }

    @Test
    void whatIsNoTokenIsWrong() {
        wrong("abc");
    }

    @Test
    void builtInUserCountsNoLonger() {
        problem(
                        given().auth()
                                .preemptive()
                                .basic("reader-all", TestUsers.PASSWORD)
                                .get(FIGURES, TestSites.SHOP),
                        401,
                        "credentials-wrong")
                .header("WWW-Authenticate", startsWith("Bearer "));
    }

    private static void wrong(String token) {
        problem(figures(token, TestSites.SHOP), 401, "credentials-wrong")
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    private static Response figures(String token, String site) {
        return given().auth().oauth2(token).get(FIGURES, site);
    }

    private static ValidatableResponse problem(Response answer, int status, String slug) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/" + slug));
    }
}
