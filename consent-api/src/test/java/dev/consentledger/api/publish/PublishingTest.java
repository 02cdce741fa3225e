package dev.consentledger.api.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.api.policy.CurrentCatalogs;
import dev.consentledger.api.policy.Documents;
import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be published, and what is said about the rest. */
class PublishingTest {

    private static final String SITE = "imagine.art";
    private static final String BEGIN = "2027-03-01T00:00:00.000Z";
    private static final String POLICY = Documents.policy("2027-03", BEGIN);
    private static final String BANNER =
            Documents.banner(SITE).replace("\"version\":\"3\"", "\"version\":\"4\"");

    private final CurrentCatalogs catalogs =
            new CurrentCatalogs(PolicyCatalogs.of(Documents.sites()));
    private final Publishing publishing = new Publishing(catalogs);

    @Test
    void aNewVersionIsHashedInItsCanonicalBytes() throws Exception {
        Submission submission = judge(Kind.POLICY, "2027-03", "\n " + POLICY + "\n");

        assertThat(submission.known()).isFalse();
        assertThat(submission.publication().document().bytes()).isEqualTo(Documents.bytes(POLICY));
        assertThat(submission.publication().entry().inForceFrom())
                .hasToString("2027-03-01T00:00:00Z");
        assertThat(judge(Kind.BANNER, "4", BANNER).known()).isFalse();
    }

    @Test
    void theSameBytesAgainAreKnown() throws Exception {
        assertThat(judge(Kind.POLICY, "2026-01-12", Documents.policy(SITE)).known()).isTrue();
        assertThat(judge(Kind.BANNER, "3", Documents.banner(SITE)).known()).isTrue();

        Publication first = judge(Kind.POLICY, "2027-03", POLICY).publication();
        catalogs.take(first);
        Submission again = judge(Kind.POLICY, "2027-03", POLICY);

        assertThat(again.known()).isTrue();
        assertThat(again.publication().entry()).isEqualTo(first.entry());
    }

    @Test
    void otherBytesUnderAVersionAreRefused() {
        Rejection rejection =
                rejection(
                        Kind.POLICY,
                        "2026-01-12",
                        Documents.policy(SITE).replace("ImagineArt", "Another"));

        assertThat(rejection.type()).isEqualTo(ProblemType.VERSION_PUBLISHED);
        assertThat(rejection.extensions()).containsKey("sha256");
    }

    @Test
    void otherBytesAreRefusedAlsoWhileTheFirstWaitToBeAnnounced() throws Exception {
        publishing.accepted(judge(Kind.POLICY, "2027-03", POLICY).publication());

        assertThat(judge(Kind.POLICY, "2027-03", POLICY).known()).isFalse();
        assertThat(
                        rejection(
                                        Kind.POLICY,
                                        "2027-03",
                                        Documents.policy("2027-03", "2027-04-01T00:00:00.000Z"))
                                .type())
                .isEqualTo(ProblemType.VERSION_PUBLISHED);
    }

    @Test
    void aPolicyNamesABannerThatIsKnown() throws Exception {
        String policy =
                POLICY.replace("\"banner\":{\"version\":\"3\"}", "\"banner\":{\"version\":\"4\"}");

        Rejection rejection = rejection(Kind.POLICY, "2027-03", policy);
        assertThat(rejection.type()).isEqualTo(ProblemType.UNKNOWN_BANNER_VERSION);
        assertThat(rejection.pointer()).contains("/banner/version");

        catalogs.take(judge(Kind.BANNER, "4", BANNER).publication());
        assertThat(judge(Kind.POLICY, "2027-03", policy).known()).isFalse();
    }

    @Test
    void aBannerThatDoesNotFitThePolicyIsNamed() throws Exception {
        catalogs.take(
                judge(
                                Kind.BANNER,
                                "4",
                                BANNER.replace("\"category\":\"statistics\"", "\"category\":\"x\""))
                        .publication());

        Rejection rejection =
                rejection(
                        Kind.POLICY,
                        "2027-03",
                        POLICY.replace(
                                "\"banner\":{\"version\":\"3\"}",
                                "\"banner\":{\"version\":\"4\"}"));

        assertThat(rejection.type()).isEqualTo(ProblemType.INVALID_DOCUMENT);
        assertThat(rejection.pointer()).contains("/banner/version");
        assertThat(rejection.detail()).contains("/layers/1/choices/2/category").contains("'x'");
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("/site", "\"site\":\"imagine.art\"", "\"site\":\"immag.in\""),
                Arguments.of("/version", "\"version\":\"2027-03\"", "\"version\":\"2027-04\""),
                Arguments.of(
                        "/inForceFrom",
                        "\"inForceFrom\":\"" + BEGIN,
                        "\"inForceFrom\":\"2026-01-12T00:00:00.000Z"),
                Arguments.of(
                        "/inForceFrom",
                        "\"inForceFrom\":\"" + BEGIN,
                        "\"inForceFrom\":\"2025-01-12T00:00:00.000Z"),
                Arguments.of(
                        "/inForceFrom",
                        "\"inForceFrom\":\"" + BEGIN,
                        "\"inForceFrom\":\"2027-02-30T00:00:00.000Z"),
                Arguments.of("/controller/id", "\"id\":\"imagineart\"", "\"id\":\"other\""),
                Arguments.of("/demonstration", "\"demonstration\":false", "\"demonstration\":true"),
                Arguments.of("/languages", "\"languages\":[\"en\"]", "\"languages\":[]"),
                Arguments.of("/categorys", "\"categories\":", "\"categorys\":"),
                Arguments.of("/v", "\"v\":1", "\"v\":2"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsPlaceAndHowToMendIt(String pointer, String right, String wrong) {
        assertThat(POLICY).contains(right);

        Rejection rejection = rejection(Kind.POLICY, "2027-03", POLICY.replace(right, wrong));

        assertThat(rejection.type()).isEqualTo(ProblemType.INVALID_DOCUMENT);
        assertThat(((Json.Arr) rejection.extensions().get("faults")).items())
                .extracting(fault -> ((Json.Obj) fault).members().get("pointer"))
                .contains(new Json.Str(pointer));
        assertThat(rejection.detail()).isNotBlank();
    }

    @Test
    void aBannerMayCarryItsScriptAndDatedScreenshots() throws Exception {
        String hash = "0".repeat(64);
        String screenshot =
                "{\"sha256\":\"%s\",\"device\":\"mobile\",\"takenAt\":\"2027-02-28T10:00:00.000Z\",\"layer\":%d,\"language\":\"en\"}";
        String shown =
                "\"script\":{\"sha256\":\"" + hash + "\"},\"screenshots\":[" + screenshot + "],";
        String banner = BANNER.replace("\"site\":", shown + "\"site\":");

        assertThat(judge(Kind.BANNER, "4", banner.formatted(hash, 2)).known()).isFalse();
        Rejection wrong = rejection(Kind.BANNER, "4", banner.formatted(hash, 3));
        assertThat(wrong.pointer()).contains("/screenshots/0/layer");
        Rejection day =
                rejection(
                        Kind.BANNER,
                        "4",
                        banner.formatted(hash, 2).replace("2027-02-28", "2027-02-30"));
        assertThat(day.pointer()).contains("/screenshots/0/takenAt");
    }

    @Test
    void whatIsNoJsonAndUnknownSitesAreTurnedAway() {
        assertThat(rejection(Kind.POLICY, "1", "v: 1").type())
                .isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(rejection(Kind.BANNER, "1", "{").type()).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(rejection(Kind.BANNER, "1", "{}").type())
                .isEqualTo(ProblemType.INVALID_DOCUMENT);
        assertThatThrownBy(() -> publishing.judge(Kind.POLICY, "a.b", "1", Documents.bytes("{}")))
                .isInstanceOf(Rejected.class)
                .hasMessage("site-not-found");
    }

    private Submission judge(Kind kind, String version, String document) throws Rejected {
        return publishing.judge(kind, SITE, version, Documents.bytes(document));
    }

    private Rejection rejection(Kind kind, String version, String document) {
        try {
            judge(kind, version, document);
        } catch (Rejected e) {
            return e.rejection();
        }
        throw new AssertionError("not turned away");
    }
}
