package dev.consentledger.reporting.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.proof.PublishedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each rule, on a document that raises its question and on one that does not. */
class FindingsTest {

    private static final EventCounts NO_EVENTS = new EventCounts(0, 0);

    @Test
    void recipientsThatAreNotSaidAreAskedForAndNobodyIsAnAnswer() {
        List<Place> places =
                places(
                        "recipients-undeclared",
                        """
                        items:
                          - {id: a, recipients: {kind: none}}
                          - {id: b, recipients: {kind: undeclared}}
                          - {id: c, recipients: {kind: listed, parties: [x]}}
                        """);

        assertThat(places)
                .containsExactly(
                        new Place(
                                Document.POLICY,
                                "/items/1/recipients/kind",
                                Optional.of("b"),
                                "undeclared"));
    }

    @Test
    void thirdPartiesThatAreNotSaidAreAskedForAndNoneIsAnAnswer() {
        assertRaised("third-parties-undeclared", "thirdParties: undeclared", "/thirdParties");
        assertNotRaised("third-parties-undeclared", "thirdParties: []");
    }

    @Test
    void thirdPartyWithoutANameIsAskedFor() {
        assertRaised(
                "third-party-unnamed",
                "thirdParties: [{id: hosts, name: undeclared}]",
                "/thirdParties/0/name");
        assertNotRaised("third-party-unnamed", "thirdParties: [{id: g, name: Google}]");
    }

    @Test
    void whatThirdPartiesStoreByThemselvesIsAskedForUnlessItIsListed() {
        assertRaised(
                "third-party-storage-unlisted",
                "thirdParties: [{id: h, relation: stores_its_own, items: undeclared}]",
                "/thirdParties/0/items");
        assertNotRaised(
                "third-party-storage-unlisted",
                "thirdParties: [{id: h, relation: stores_its_own, items: [a]}]");
        assertNotRaised(
                "third-party-storage-unlisted",
                "thirdParties: [{id: h, relation: receives_only, items: undeclared}]");
    }

    @Test
    void lifetimesThatAreNotSaidVaryOrHaveNoEndAreAskedFor() {
        String all =
                """
                items:
                  - {id: a, lifetime: {kind: undeclared}}
                  - {id: b, lifetime: {kind: varies}}
                  - {id: c, lifetime: {kind: persistent}}
                  - {id: d, lifetime: {kind: until_cleared}}
                  - {id: e, lifetime: {kind: up_to, duration: P2Y}}
                  - {id: f, lifetime: {kind: with_certificate}}
                thirdParties:
                  - {id: g, lifetime: {kind: undeclared}}
                """;

        assertThat(items("lifetime-undeclared", all)).containsExactly("a", "g");
        assertThat(items("lifetime-varies", all)).containsExactly("b");
        assertThat(items("lifetime-unlimited", all)).containsExactly("c", "d");
    }

    @Test
    void consentIdentifierHasToBeAnItemOfThePolicy() {
        String rule = "consent-identifier-undeclared";
        assertRaised(rule, "consentIdentifier: undeclared", "/consentIdentifier");
        assertRaised(rule, "{consentIdentifier: b, items: [{id: a}]}", "/consentIdentifier");
        assertNotRaised(rule, "{consentIdentifier: a, items: [{id: a}]}");
    }

    @Test
    void preferencesThatNobodyIsAskedForAreAskedAboutBeyondTheVisit() {
        String items =
                """
                categories:
                  - {id: needed, mechanisms: [{jurisdictions: [GB], mechanism: opt_in},
                                              {jurisdictions: ["*"], mechanism: exempt}]}
                  - {id: optional, mechanisms: [{jurisdictions: ["*"], mechanism: opt_in}]}
                  - {id: british, mechanisms: [{jurisdictions: [GB], mechanism: exempt},
                                               {jurisdictions: ["*"], mechanism: opt_in}]}
                items:
                  - {id: a, category: needed, purpose: {kind: preference}, lifetime: {kind: persistent}}
                  - {id: b, category: needed, purpose: {kind: interface_state}, lifetime: {kind: tab}}
                  - {id: c, category: needed, purpose: {kind: localization}, lifetime: {kind: session}}
                  - {id: d, category: optional, purpose: {kind: preference}, lifetime: {kind: persistent}}
                  - {id: e, category: british, purpose: {kind: preference}, lifetime: {kind: persistent}}
                  - {id: f, category: needed, purpose: {kind: security}, lifetime: {kind: persistent}}
                """;

        assertThat(items("exemption-for-preference", items)).containsExactly("a", "c");
    }

    @Test
    void statisticsAndMarketingThatNobodyIsAskedForAreAskedAbout() {
        String items =
                """
                categories:
                  - {id: needed, mechanisms: [{jurisdictions: ["*"], mechanism: exempt}]}
                  - {id: optional, mechanisms: [{jurisdictions: ["*"], mechanism: opt_out}]}
                items:
                  - {id: a, category: needed, purpose: {kind: measurement}}
                  - {id: b, category: needed, purpose: {kind: marketing}}
                  - {id: c, category: optional, purpose: {kind: marketing}}
                  - {id: d, category: needed, purpose: {kind: performance}}
                """;

        assertThat(items("exemption-for-statistics", items)).containsExactly("a", "b");
    }

    @Test
    void exemptionThatIsClaimedWithoutAReasonIsAskedAbout() {
        String rule = "exemption-without-reason";
        assertRaised(
                rule,
                "categories: [{id: a, mechanisms: [{mechanism: exempt, exemption: undeclared}]}]",
                "/categories/0/mechanisms/0/exemption");
        assertRaised(
                rule,
                "categories: [{id: a, mechanisms: [{mechanism: exempt}]}]",
                "/categories/0/mechanisms/0/exemption");
        assertNotRaised(
                rule,
                "categories: [{id: a, mechanisms: [{mechanism: exempt, exemption: Security}]}]");
        assertNotRaised(rule, "categories: [{id: a, mechanisms: [{mechanism: opt_in}]}]");
    }

    @Test
    void consentFromGoingOnIsAskedAbout() {
        assertRaised(
                "implied-consent-claimed",
                "impliedConsent: {claimed: true}",
                "/impliedConsent/claimed");
        assertNotRaised("implied-consent-claimed", "impliedConsent: {claimed: false}");
        assertRaised(
                "banner-implies-consent",
                "banner: {version: '1', events: [{action: shown}, {action: implied}]}",
                "/events/1/action");
        assertNotRaised(
                "banner-implies-consent", "banner: {version: '1', events: [{action: shown}]}");
    }

    @Test
    void choiceWithoutAnEndIsAskedAbout() {
        String rule = "validity-undeclared";
        assertRaised(
                rule,
                "categories: [{id: a, mechanisms: [{mechanism: opt_in, validity: undeclared}]}]",
                "/categories/0/mechanisms/0/validity");
        assertNotRaised(
                rule, "categories: [{id: a, mechanisms: [{mechanism: opt_in, validity: P6M}]}]");
        assertNotRaised(
                rule,
                "categories: [{id: a, mechanisms: [{mechanism: exempt, validity: undeclared}]}]");
    }

    @Test
    void switchThatIsOnBeforehandIsAskedAboutUnlessItIsLocked() {
        List<Place> places =
                places(
                        "choice-preselected",
                        """
                        banner:
                          version: "1"
                          layers:
                            - choices:
                                - {category: needed, locked: true, preselected: true}
                                - {category: statistics, locked: false, preselected: true}
                                - {category: marketing, locked: false, preselected: false}
                        """);

        assertThat(places)
                .containsExactly(
                        new Place(
                                Document.BANNER,
                                "/layers/0/choices/1/preselected",
                                Optional.of("statistics"),
                                "true"));
    }

    @Test
    void firstLayerHasToRefuseAllThatTheBannerAsksFor() {
        String rule = "no-refusal-on-first-layer";
        assertNotRaised(rule, banner("{a: refused, b: refused}"));
        assertRaised(rule, banner("{a: refused}"), "/layers/0/buttons");
        assertRaised(rule, banner("{a: not_asked, b: not_asked}"), "/layers/0/buttons");
        assertNotRaised(rule, banner("{a: not_asked}").replace("kind: consent", "kind: notice"));
    }

    private static String banner(String second) {
        return """
                banner:
                  version: "1"
                  kind: consent
                  layers:
                    - layer: 1
                      buttons:
                        - {id: accept, decisions: {a: granted, b: granted}}
                        - {id: other, decisions: %s}
                    - layer: 2
                      buttons: [{id: reject, decisions: {a: refused, b: refused}}]
                """
                .formatted(second);
    }

    @Test
    void eventsAreAskedAboutWhereThereAreSome() {
        Findings findings =
                Findings.of(
                        read("items: []", Optional.empty()), Optional.of(new EventCounts(3, 0)));

        assertThat(findings.found())
                .filteredOn(f -> f.events().isPresent())
                .singleElement()
                .satisfies(f -> assertThat(f.rule()).isEqualTo("implied-consents-recorded"))
                .satisfies(f -> assertThat(f.events()).isEqualTo(OptionalLong.of(3)));
        assertThat(
                        Findings.of(
                                        read("items: []", Optional.empty()),
                                        Optional.of(new EventCounts(0, 2)))
                                .found())
                .extracting(Finding::rule)
                .contains("grants-under-retired-versions")
                .doesNotContain("implied-consents-recorded");
    }

    @Test
    void whatCouldNotBeLookedAtIsSaid() {
        assertThat(Findings.of(read("items: []", Optional.empty()), Optional.empty()).notLookedAt())
                .containsExactly(
                        "banner-implies-consent",
                        "choice-preselected",
                        "no-refusal-on-first-layer",
                        "implied-consents-recorded",
                        "grants-under-retired-versions");
        assertThat(
                        Findings.of(
                                        read("items: []", Optional.of("banner: {version: '1'}")),
                                        Optional.of(NO_EVENTS))
                                .notLookedAt())
                .isEmpty();
    }

    @Test
    void everyRuleAsksAQuestionAndSaysWhyAndWhereItComesFrom() {
        assertThat(Findings.RULES).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(Findings.RULES)
                .allSatisfy(rule -> assertThat(rule.question()).endsWith("?"))
                .allSatisfy(rule -> assertThat(rule.reason()).endsWith("."))
                .allSatisfy(rule -> assertThat(rule.sources()).isNotEmpty());
    }

    @Test
    void everyRuleAndItsSourcesAreDocumented() throws Exception {
        Path root = Path.of(System.getProperty("project.root", ".."));
        String page = Files.readString(root.resolve("docs/reference/findings.md"));

        assertThat(Findings.RULES)
                .allSatisfy(rule -> assertThat(page).contains("`" + rule.id() + "`"));
        assertThat(Source.values())
                .allSatisfy(source -> assertThat(page).contains(source.citation()));
    }

    private static void assertRaised(String rule, String yaml, String pointer) {
        assertThat(places(rule, yaml)).extracting(Place::pointer).containsExactly(pointer);
    }

    private static void assertNotRaised(String rule, String yaml) {
        assertThat(places(rule, yaml)).isEmpty();
    }

    private static List<String> items(String rule, String yaml) {
        return places(rule, yaml).stream().map(place -> place.item().orElseThrow()).toList();
    }

    private static List<Place> places(String rule, String yaml) {
        boolean banner = yaml.startsWith("banner:");
        Declarations declarations =
                banner ? read("items: []", Optional.of(yaml)) : read(yaml, Optional.empty());
        return Findings.of(declarations, Optional.of(NO_EVENTS)).found().stream()
                .filter(finding -> finding.rule().equals(rule))
                .flatMap(finding -> finding.places().stream())
                .toList();
    }

    /**
     * @param banner a document of which the member {@code banner} counts
     */
    private static Declarations read(String policy, Optional<String> banner) {
        try {
            return Declarations.read(
                    PublishedFiles.parse(policy).canonicalBytes(),
                    banner.map(yaml -> PublishedFiles.of(yaml).banner()));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
