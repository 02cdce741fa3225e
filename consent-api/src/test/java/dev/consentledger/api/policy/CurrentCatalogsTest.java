package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.api.policy.CurrentCatalogs.Outcome;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of documents that are published while the service runs. */
class CurrentCatalogsTest {

    private static final String BEGIN = "2027-03-01T00:00:00.000Z";
    private static final Instant BEFORE = Instant.parse("2027-02-28T23:59:59.999Z");

    private final CurrentCatalogs current =
            new CurrentCatalogs(PolicyCatalogs.of(Documents.sites()));

    @Test
    void aNewVersionIsInForceFromItsTimeOn() throws Exception {
        PolicyCatalogs before = current.get();

        assertThat(take(Kind.POLICY, Documents.policy("2027-03", BEGIN))).isEqualTo(Outcome.ADDED);

        SiteCatalog site = current.get().site("imagine.art").orElseThrow();
        assertThat(site.inForceAt(BEFORE).version()).isEqualTo("2026-01-12");
        assertThat(site.inForceAt(Instant.parse(BEGIN)).version()).isEqualTo("2027-03");
        assertThat(site.nextBegin(BEFORE)).contains(Instant.parse(BEGIN));
        assertThat(before.site("imagine.art").orElseThrow().policy("2027-03")).isEmpty();
    }

    @Test
    void theSameBytesAreKnownAndOthersChangeNothing() throws Exception {
        take(Kind.POLICY, Documents.policy("2027-03", BEGIN));
        PolicyCatalogs before = current.get();

        assertThat(take(Kind.POLICY, Documents.policy("2027-03", BEGIN))).isEqualTo(Outcome.KNOWN);
        assertThat(take(Kind.POLICY, Documents.policy("imagine.art"))).isEqualTo(Outcome.KNOWN);
        assertThat(take(Kind.POLICY, Documents.policy("2027-03", "2027-04-01T00:00:00.000Z")))
                .isEqualTo(Outcome.CONFLICTING);
        assertThat(current.get()).isSameAs(before);
    }

    @Test
    void aPolicyCountsOnceItsBannerIsThere() throws Exception {
        String policy =
                Documents.policy("2027-03", BEGIN)
                        .replace(
                                "\"banner\":{\"version\":\"3\"}", "\"banner\":{\"version\":\"4\"}");
        String banner =
                Documents.banner("imagine.art").replace("\"version\":\"3\"", "\"version\":\"4\"");

        assertThat(take(Kind.POLICY, policy)).isEqualTo(Outcome.ADDED);
        SiteCatalog waiting = current.get().site("imagine.art").orElseThrow();
        assertThat(waiting.policy("2027-03")).isEmpty();
        assertThat(waiting.document(Kind.POLICY, "2027-03")).isPresent();

        assertThat(take(Kind.BANNER, banner)).isEqualTo(Outcome.ADDED);
        SiteCatalog site = current.get().site("imagine.art").orElseThrow();
        assertThat(site.policy("2027-03")).isPresent();
        assertThat(site.bannerVersions()).containsExactly("3", "4");
        assertThat(site.viewsAt(Instant.parse(BEGIN)).in(Optional.empty()).bytes())
                .asString()
                .contains("\"version\":\"4\"");
    }

    @Test
    void ofTwoThatBeginTogetherTheSameOneCountsInWhateverOrderTheyCome() throws Exception {
        CurrentCatalogs other = new CurrentCatalogs(PolicyCatalogs.of(Documents.sites()));
        for (String version : new String[] {"a", "b"}) {
            take(Kind.POLICY, Documents.policy(version, BEGIN));
        }
        for (String version : new String[] {"b", "a"}) {
            other.take(publication(Kind.POLICY, Documents.policy(version, BEGIN)));
        }

        assertThat(inForce(current)).isEqualTo(inForce(other));
    }

    @Test
    void documentsOfOtherSitesAndBrokenOnesChangeNothing() throws Exception {
        PolicyCatalogs before = current.get();

        assertThat(
                        take(
                                Kind.POLICY,
                                Documents.policy("2027-03", BEGIN)
                                        .replace("\"site\":\"imagine.art\"", "\"site\":\"a.b\"")))
                .isEqualTo(Outcome.UNKNOWN_SITE);
        assertThatThrownBy(
                        () ->
                                take(
                                        Kind.POLICY,
                                        Documents.policy("2027-03", BEGIN)
                                                .replace("\"categories\"", "\"groups\"")))
                .isInstanceOf(MalformedJson.class);
        assertThat(current.get()).isSameAs(before);
    }

    private static String inForce(CurrentCatalogs catalogs) {
        return catalogs.get()
                .site("imagine.art")
                .orElseThrow()
                .inForceAt(Instant.parse(BEGIN))
                .version();
    }

    private Outcome take(Kind kind, String document) throws MalformedJson {
        return current.take(publication(kind, document));
    }

    private static Publication publication(Kind kind, String document) throws MalformedJson {
        return Publication.read(kind, Documents.tree(document));
    }
}
