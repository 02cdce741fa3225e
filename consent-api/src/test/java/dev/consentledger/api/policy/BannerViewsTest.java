package dev.consentledger.api.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a banner is told of a policy. */
class BannerViewsTest {

    @TempDir Path folder;

    @Test
    void aViewHasTheTextsOfOneLanguage() throws Exception {
        PolicyVersion version = version(PolicyFolder.copy(folder), "imagine.art");

        BannerView view = views(version).in(Optional.of("en-GB"));
        Branch root = new Branch(JsonReader.readObject(view.bytes()), "");

        assertThat(view.language()).isEqualTo("en");
        Branch statistics = root.branches("categories").get(2);
        assertThat(statistics.text("id")).isEqualTo("statistics");
        assertThat(statistics.text("text")).isNotBlank();
        assertThat(statistics.branches("mechanisms").get(0).text("mechanism")).isEqualTo("opt_in");
        assertThat(root.branch("policy").orElseThrow().text("sha256"))
                .isEqualTo(version.policy().sha256());
        Branch banner = root.branch("banner").orElseThrow();
        assertThat(banner.text("sha256")).isEqualTo(version.banner().sha256());
        assertThat(banner.text("version")).isEqualTo("3");
        Branch button = banner.branches("layers").get(0).branches("buttons").get(0);
        assertThat(button.text("label")).isEqualTo("Accept all");
        assertThat(button.branch("decisions")).isPresent();
        Branch choice = banner.branches("layers").get(1).branches("choices").get(0);
        assertThat(choice.text("label")).isEqualTo("Necessary");
        assertThat(choice.has("preselected")).isTrue();
    }

    @Test
    void aLanguageThatIsNotThereGivesThePolicysFirst() {
        BannerViews views = views(version(PolicyFolder.copy(folder), "imagine.art"));

        BannerView view = views.in(Optional.of("fr"));

        assertThat(view.language()).isEqualTo("en");
        assertThat(view.sha256()).isEqualTo(views.in(Optional.empty()).sha256());
    }

    @Test
    void aBannerWithoutTheLanguageSpeaksItsOwn() throws Exception {
        PolicyVersion version = version(PolicyFolder.copy(folder), "imagine.art");
        PublishedDocument inGerman = PublishedDocument.of(inGerman(version.policy().tree()));

        BannerView view = BannerViews.of(inGerman, version.banner()).in(Optional.of("de"));
        Branch root = new Branch(JsonReader.readObject(view.bytes()), "");

        assertThat(view.language()).isEqualTo("de");
        assertThat(root.text("language")).isEqualTo("de");
        assertThat(root.branch("banner").orElseThrow().text("language")).isEqualTo("en");
    }

    @Test
    void everyPublishedVersionHasAView() {
        for (SitePolicies site : PolicyFolder.copy(folder).read()) {
            for (PolicyVersion version : site.versions()) {
                assertThat(views(version).in(Optional.empty()).bytes()).isNotEmpty();
            }
        }
    }

    @Test
    void theNextVersionBeginsWhereThisOneEnds() throws Exception {
        SiteCatalog site = SiteCatalog.of(site(PolicyFolder.copy(folder), "imsupporting.com"));
        Instant change = Instant.parse("2026-01-15T00:00:00Z");

        assertThat(site.nextBegin(change.minusMillis(1))).contains(change);
        assertThat(site.nextBegin(change)).isEmpty();
        assertThat(text(site, change.minusMillis(1))).contains("\"version\":\"2025-06-01\"");
        assertThat(text(site, change)).contains("\"version\":\"2026-01-15\"");
    }

    private static String text(SiteCatalog site, Instant at) {
        return new String(site.viewsAt(at).in(Optional.empty()).bytes(), UTF_8);
    }

    private static BannerViews views(PolicyVersion version) {
        return BannerViews.of(version.policy(), version.banner());
    }

    private static PolicyVersion version(PolicyFolder files, String site) {
        return site(files, site).versions().get(0);
    }

    private static SitePolicies site(PolicyFolder files, String name) {
        return files.read().stream()
                .filter(site -> site.settings().site().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The same with every English text as the German one. */
    private static Json.Obj inGerman(Json.Obj policy) throws Exception {
        String text = new String(policy.canonicalBytes(), UTF_8);
        return JsonReader.readObject(
                text.replace("{\"en\":", "{\"de\":")
                        .replace("\"languages\":[\"en\"]", "\"languages\":[\"de\"]")
                        .getBytes(UTF_8));
    }
}
