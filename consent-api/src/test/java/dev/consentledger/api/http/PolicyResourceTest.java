package dev.consentledger.api.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What a banner gets, over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = RecordsStand.class, restrictToAnnotatedClass = true)
class PolicyResourceTest {

    private static final String PATH = "/v1/sites/imagine.art/policy";

    @Test
    void aBannerGetsWhatItNeeds() {
        given().queryParam("language", "de")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Language", "en")
                .header("Cache-Control", "public, max-age=60")
                .header("ETag", matchesPattern("\"[0-9a-f]{64}\""))
                .header("Vary", "Origin")
                .body("site", equalTo("imagine.art"))
                .body("language", equalTo("en"))
                .body("policy.version", equalTo("2026-01-12"))
                .body("policy.sha256", matchesPattern("[0-9a-f]{64}"))
                .body("categories.id", hasItems("necessary", "preferences"))
                .body("banner.version", equalTo("3"))
                .body("banner.layers[0].buttons[1].label", equalTo("Reject all"));
    }

    @Test
    void whoeverHasTheAnswerGetsNoBody() {
        Response first = given().get(PATH);
        Response again = given().header("If-None-Match", first.header("ETag")).get(PATH);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        for (String header : new String[] {"ETag", "Cache-Control", "Vary"}) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(first.header("Vary")).contains("Accept-Language").contains("Origin");
        given().header("If-None-Match", "\"other\"").get(PATH).then().statusCode(200);
    }

    @Test
    void pagesOfTheSitesMayReadIt() {
        Response answer = given().header("Origin", "https://imagine.art").get(PATH);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://imagine.art");
        assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
        assertThat(answer.headers().getValues("Vary")).allMatch(vary -> vary.startsWith("Origin"));
        given().header("Origin", "https://evil.example")
                .get(PATH)
                .then()
                .header("Access-Control-Allow-Origin", equalTo(null));
        given().header("Origin", "https://imagine.art")
                .header("Access-Control-Request-Method", "GET")
                .options(PATH)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", "GET");
    }

    @Test
    void anUnknownSiteIsAProblem() {
        given().get("/v1/sites/a.example/policy")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://consentledger.dev/problems/site-not-found"));
    }

    @Test
    void anotherMethodIsAProblemThatNamesTheRightOne() {
        given().post(PATH)
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"))
                .body("type", equalTo("https://consentledger.dev/problems/method-not-allowed"));
    }

    @Test
    void theContractHasIt() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .body(
                        "paths.'/v1/sites/{site}/policy'.get.responses.keySet()",
                        hasItems("200", "304", "404"))
                .body(
                        "paths.'/v1/sites/{site}/policies/{version}'.put.responses.keySet()",
                        hasItems("202", "401", "409", "422"))
                .body(
                        "paths.'/v1/sites/{site}/banners/{version}'.put.responses.keySet()",
                        hasItems("202", "401", "409", "422"));
    }
}
