package dev.consentledger.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.consentledger.reporting.users.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Built-in users, over HTTP. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
@TestProfile(ClosedFigures.class)
class PasswordAccessTest implements SchemaIsReady {

    private static final String FIGURES = "/v1/sites/{site}/opt-in";
    private static final String TYPES = "https://consentledger.dev/problems/";

    @Test
    void withoutCredentialsOneIsAskedForThem() {
        problem(given().get(FIGURES, TestSites.SHOP), 401, "credentials-missing")
                .header("WWW-Authenticate", startsWith("Basic realm="))
                .header("Cache-Control", equalTo("no-store"))
                .body("detail", containsString("the role reader"));
    }

    @Test
    void wrongPasswordAndUnknownNameAreAnsweredAlike() {
        Response wrong =
                given().auth()
                        .preemptive()
                        .basic("reader-site", "incorrect horse")
                        .get(FIGURES, TestSites.SHOP);
        Response unknown =
                given().auth()
                        .preemptive()
                        .basic("nobody-at-all", TestUsers.PASSWORD)
                        .get(FIGURES, TestSites.SHOP);

        problem(wrong, 401, "credentials-wrong")
                .header("WWW-Authenticate", startsWith("Basic realm="));
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic %%%",
                "Basic YW5uYQ==",
                "Bearer abc",
                "nonsense",
                "Basic Og=="
            })
    void whatIsNoNameAndPasswordIsWrong(String header) {
        problem(
                given().header("Authorization", header).get(FIGURES, TestSites.SHOP),
                401,
                "credentials-wrong");
    }

    @Test
    void readerOfTheSiteReadsItsFigures() {
        figures("reader-site", TestSites.SHOP).then().statusCode(200);
        figures("reader-controller", TestSites.BUSY).then().statusCode(200);
    }

    @Test
    void otherSitesAreRefusedAndOneThatDoesNotExistInTheSameWords() {
        Response wrongSite = figures("reader-site", TestSites.QUIET);
        Response foreign = figures("reader-site", TestSites.FOREIGN);
        Response nowhere = figures("reader-site", "nowhere.example");

        problem(wrongSite, 403, "role-missing").header("Cache-Control", equalTo("no-store"));
        assertThat(foreign.asString().replace(TestSites.FOREIGN, TestSites.QUIET))
                .isEqualTo(wrongSite.asString());
        assertThat(nowhere.asString().replace("nowhere.example", TestSites.QUIET))
                .isEqualTo(wrongSite.asString());
        assertThat(nowhere.headers().asList()).hasSameSizeAs(foreign.headers().asList());
    }

    @Test
    void sitesOfTheOtherControllerAreNotListed() {
        String list =
                as("dpo-foreigncontroller", "/v1/sites")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(list).contains(TestSites.FOREIGN).doesNotContain(TestSites.SHOP);
    }

    @Test
    void afterTooManyFailuresEvenTheRightPasswordHasToWait() {
        for (int i = 0; i < 10; i++) {
            given().auth()
                    .preemptive()
                    .basic(ClosedFigures.LOCKED, "guess " + i)
                    .get(FIGURES, TestSites.SHOP)
                    .then()
                    .statusCode(401);
        }

        Response answer = figures(ClosedFigures.LOCKED, TestSites.SHOP);

        problem(answer, 429, "too-many-attempts");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 30);
        figures("reader-site", TestSites.SHOP).then().statusCode(200);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("consent_sign_ins_total\\{outcome=\"waiting\"[^}]*\\} [1-9]")
                .containsPattern("consent_sign_ins_total\\{outcome=\"wrong\"[^}]*\\} [1-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/metrics", "/q/openapi", "/q/swagger-ui/"})
    void whatSaysNothingOfSitesIsOpen(String path) {
        given().get(path).then().statusCode(200);
    }

    private static Response figures(String user, String site) {
        return as(user, "/v1/sites/" + site + "/opt-in");
    }

    private static Response as(String user, String path) {
        return given().auth().preemptive().basic(user, TestUsers.PASSWORD).get(path);
    }

    private static ValidatableResponse problem(Response answer, int status, String slug) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + slug));
    }
}
