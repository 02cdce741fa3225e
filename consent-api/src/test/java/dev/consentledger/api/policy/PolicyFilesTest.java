package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Retention;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The policies and sites that are deployed. */
class PolicyFilesTest {

    private static final Path DEPLOY =
            Path.of(System.getProperty("project.root", ".."), "deploy").normalize();
    private static final Path POLICIES = DEPLOY.resolve("policies");
    private static final Path SITES = DEPLOY.resolve("sites");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void deployedFilesAreValid() {
        List<SitePolicies> read = PolicyFiles.read(POLICIES, SITES, NOW);

        assertThat(read)
                .flatExtracting(SitePolicies::versions)
                .extracting(v -> v.site() + " " + v.version() + " banner " + v.bannerVersion())
                .containsExactly(
                        "imagine.art 2026-01-12 banner 3",
                        "immag.in 2026-02-23 banner 1",
                        "imsupporting.com 2025-06-01 banner 1",
                        "imsupporting.com 2026-01-15 banner 2",
                        "pixevety.com undated-1 banner 1");
    }

    @Test
    void onlyTheConstructedVersionIsADemonstration() {
        assertThat(PolicyFiles.read(POLICIES, SITES, NOW))
                .flatExtracting(SitePolicies::versions)
                .filteredOn(PolicyVersion::demonstration)
                .extracting(PolicyVersion::version)
                .containsExactly("2025-06-01");
    }

    @Test
    void settingsAreTyped() {
        SiteSettings immagin =
                PolicyFiles.read(POLICIES, SITES, NOW).stream()
                        .map(SitePolicies::settings)
                        .filter(site -> site.site().equals("immag.in"))
                        .findFirst()
                        .orElseThrow();

        assertThat(immagin)
                .isEqualTo(
                        new SiteSettings(
                                "immag.in",
                                "exivar",
                                List.of(
                                        "https://immag.in",
                                        "https://www.immag.in",
                                        "https://console.immag.in"),
                                ZoneId.of("America/Toronto"),
                                "CA",
                                Period.ofDays(30),
                                true,
                                Retention.of(Period.ofYears(3))));
    }

    @Test
    void everyDeployedVersionIsListedWithItsHash() {
        assertThat(PolicyFiles.unlistedHashes(POLICIES, SITES, NOW))
                .as("add these lines to deploy/policies/published.sha256")
                .isEmpty();
    }

    @Test
    void theBannerIsADocumentOfItsOwn() {
        PolicyVersion version = PolicyFiles.read(POLICIES, SITES, NOW).get(0).versions().get(0);

        assertThat(version.policy().bytes()).asString().contains("\"banner\":{\"version\":\"3\"},");
        assertThat(version.banner().bytes())
                .asString()
                .startsWith("{\"demonstration\":false,\"events\":[")
                .contains("\"site\":\"imagine.art\"");
    }

    @Test
    void aSiteWithoutAVersionInForceIsRefused() {
        Instant before = Instant.parse("2026-01-12T00:00:00Z").minusMillis(1);

        InvalidPolicyFiles refused =
                catchThrowableOfType(
                        InvalidPolicyFiles.class, () -> PolicyFiles.read(POLICIES, SITES, before));

        assertThat(refused.problems())
                .extracting(problem -> problem.path().getFileName().toString())
                .containsExactly("imagine.art.yaml", "immag.in.yaml");
        assertThat(refused).hasMessageContaining("no policy of immag.in is in force; add one as");
    }

    @Test
    void aMissingDirectoryNamesItsSetting() {
        InvalidPolicyFiles refused =
                catchThrowableOfType(
                        InvalidPolicyFiles.class,
                        () -> PolicyFiles.read(DEPLOY.resolve("policy"), SITES, NOW));

        assertThat(refused)
                .hasMessageContaining(
                        "there is no such directory; create it, or set CONSENT_POLICIES_DIRECTORY");
    }

    @Test
    void everyDocumentReadsAsWhatDecisionsAreMadeWith() throws MalformedJson {
        for (SitePolicies site : PolicyFiles.read(POLICIES, SITES, NOW)) {
            for (PolicyVersion version : site.versions()) {
                Policy policy = Policy.read(version.policy().bytes());
                Banner banner = Banner.read(version.banner().bytes());

                assertThat(policy.sha256()).hasToString(version.policy().sha256());
                assertThat(policy.inForceFrom()).isEqualTo(version.inForceFrom());
                assertThat(policy.banner()).isEqualTo(banner.version());
            }
        }
    }

    @Test
    void onlySitesThatAskOfferAChoice() throws MalformedJson {
        Map<String, List<String>> choices = new TreeMap<>();
        for (SitePolicies site : PolicyFiles.read(POLICIES, SITES, NOW)) {
            PolicyVersion newest = site.versions().get(site.versions().size() - 1);
            Policy policy = Policy.read(newest.policy().bytes());
            choices.put(policy.site(), policy.choices("DE").stream().map(Category::id).toList());
        }

        assertThat(choices)
                .containsExactly(
                        Map.entry("imagine.art", List.of("preferences", "statistics", "marketing")),
                        Map.entry("immag.in", List.of()),
                        Map.entry("imsupporting.com", List.of("analytics", "functional")),
                        Map.entry("pixevety.com", List.of()));
    }
}
