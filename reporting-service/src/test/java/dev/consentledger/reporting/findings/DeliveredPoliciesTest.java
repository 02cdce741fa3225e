package dev.consentledger.reporting.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.proof.PublishedFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked about the policies that are delivered, compared with their texts by hand. */
class DeliveredPoliciesTest {

    private static final EventCounts NO_EVENTS = new EventCounts(0, 0);

    @Test
    void oneSessionCookieIsLittleToAskAboutButItsHostsAreNot() {
        assertThat(found("immag.in", "2026-02-23"))
                .containsExactly(
                        Map.entry("recipients-undeclared", List.of("immagin-session: undeclared")),
                        Map.entry("third-party-unnamed", List.of("hosting-providers: undeclared")),
                        Map.entry(
                                "third-party-storage-unlisted",
                                List.of("hosting-providers: undeclared")),
                        Map.entry("lifetime-undeclared", List.of("hosting-providers: undeclared")),
                        Map.entry(
                                "consent-identifier-undeclared",
                                List.of("/consentIdentifier: undeclared")),
                        Map.entry(
                                "implied-consent-claimed",
                                List.of("/impliedConsent/claimed: true")),
                        Map.entry("banner-implies-consent", List.of("/events/1/action: implied")));
    }

    @Test
    void varyingAndPersistentCookiesAndPreferencesAmongTheNecessaryOnesAreAskedAbout() {
        Map<String, List<String>> found = found("imagine.art", "2026-01-12");

        assertThat(found)
                .containsOnlyKeys(
                        "recipients-undeclared",
                        "third-parties-undeclared",
                        "lifetime-varies",
                        "lifetime-unlimited",
                        "consent-identifier-undeclared",
                        "exemption-for-preference",
                        "validity-undeclared");
        assertThat(found.get("recipients-undeclared")).hasSize(24);
        assertThat(found.get("third-parties-undeclared"))
                .containsExactly("/thirdParties: undeclared");
        assertThat(found.get("lifetime-varies"))
                .containsExactly(
                        "token: varies", "cached-session: varies", "fair-usage-tracker: varies");
        assertThat(found.get("lifetime-unlimited"))
                .containsExactly("currency: persistent", "folder-sidebar: persistent");
        assertThat(found.get("exemption-for-preference"))
                .containsExactly(
                        "country-code: localization",
                        "currency: localization",
                        "folder-sidebar: interface_state");
        assertThat(found.get("validity-undeclared"))
                .hasSize(9)
                .containsOnly(
                        "preferences: undeclared",
                        "statistics: undeclared",
                        "marketing: undeclared");
    }

    @Test
    void preferenceWithoutAnEndThatNobodyIsAskedForIsAskedAbout() {
        assertThat(found("pixevety.com", "undated-1"))
                .containsExactly(
                        Map.entry("lifetime-unlimited", List.of("settings: until_cleared")),
                        Map.entry(
                                "consent-identifier-undeclared",
                                List.of("/consentIdentifier: undeclared")),
                        Map.entry("exemption-for-preference", List.of("settings: preference")));
    }

    @Test
    void localStorageUntilClearedIsAskedAboutFromTheMoveOn() {
        Map<String, List<String>> before = found("imsupporting.com", "2025-06-01");
        Map<String, List<String>> after = found("imsupporting.com", "2026-01-15");

        assertThat(before)
                .containsOnlyKeys(
                        "recipients-undeclared",
                        "consent-identifier-undeclared",
                        "exemption-without-reason",
                        "validity-undeclared");
        assertThat(after)
                .containsOnlyKeys(
                        "recipients-undeclared",
                        "lifetime-unlimited",
                        "consent-identifier-undeclared",
                        "exemption-without-reason",
                        "validity-undeclared");
        assertThat(after.get("lifetime-unlimited"))
                .containsExactly(
                        "session-local: until_cleared",
                        "preferences-local: until_cleared",
                        "interface-state-local: until_cleared",
                        "cache-local: until_cleared");
        assertThat(after.get("recipients-undeclared"))
                .hasSize(12)
                .doesNotContain("google-analytics: undeclared", "tiktok-pixel: undeclared");
        assertThat(after.get("exemption-without-reason")).containsExactly("security: undeclared");
        assertThat(after.get("validity-undeclared")).hasSize(6);
    }

    /** Rules, with what raises them: the item, else the pointer, and what stands there. */
    private static Map<String, List<String>> found(String site, String version) {
        PublishedFiles.Documents documents = PublishedFiles.read(site, version);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Finding finding : Findings.of(read(documents), Optional.of(NO_EVENTS)).found()) {
            found.put(
                    finding.rule(),
                    finding.places().stream()
                            .map(p -> p.item().orElse(p.pointer()) + ": " + p.says())
                            .toList());
        }
        return found;
    }

    private static Declarations read(PublishedFiles.Documents documents) {
        try {
            return Declarations.read(documents.policy(), Optional.of(documents.banner()));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
