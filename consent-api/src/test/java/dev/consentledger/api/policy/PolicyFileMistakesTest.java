package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of mistake is refused with its file, its line, and what to write instead. */
class PolicyFileMistakesTest {

    private static final String POLICY = "policies/imagine.art/2026-01-12.yaml";
    private static final String SITE = "sites/imagine.art.yaml";
    private static final String NOTICE = "policies/immag.in/2026-02-23.yaml";

    @TempDir private Path root;
    private PolicyFolder folder;

    @BeforeEach
    void copy() {
        folder = PolicyFolder.copy(root);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // What YAML itself refuses, or reads as something else than was meant
                "publishedAt: \"2026-01-12T00:00:00.000Z\" | publishedAt: 2026-01-12 | YAML reads 2026-01-12 as a time; write it in quotes: \"2026-01-12\".",
                "version: \"2026-01-12\" | version: 1.0 | YAML reads 1.0 as a number that has no single spelling; write it in quotes: \"1.0\".",
                "claimed: false | claimed: no | YAML reads no as a truth value; write true or false, or \"no\" for the text.",
                "name: ImagineArt | name: | there is no value here; write \"undeclared\" or remove the key.",
                "name: ImagineArt | name: Imagine: Art | put a text that contains a colon in quotes",
                "name: ImagineArt | name: !!binary aGk= | the tag tag:yaml.org,2002:binary is not supported; remove it.",
                "name: ImagineArt | name: \"half \\ud800\" | half a surrogate pair is not a character",
                "`  id: imagineart` | `  <<: {id: imagineart}` | '<<' is not supported; write the keys out here.",
                "name: ImagineArt | `name: ImagineArt, name: Twice` | this is not YAML",
                "{en: \"The cookie settings of the platform\"} | {no: \"Innstillinger\"} | the key no is not read as text; write it in quotes: \"no\".",
                // What the schema refuses
                "consentIdentifier: undeclared | consentIdentifer: undeclared | unknown key 'consentIdentifer'; did you mean 'consentIdentifier'?",
                "announcedBy: page_date | announcedBy: page-date | announcedBy: 'page-date' is not known here; did you mean 'page_date'? write one of: page_date, notice, message, undeclared.",
                "mechanism: opt_in | mechanism: optin | did you mean 'opt_in'?",
                "v: 1 | v: 2 | v: write 1.",
                "demonstration: false | demonstration: \"false\" | demonstration: 'false' is not what is expected, true or false.",
                "languages: [en] | languages: en | languages: 'en' is not what is expected, a list.",
                "languages: [en] | languages: [en, en] | languages has the same value twice; remove one of them.",
                "languages: [en] | languages: [] | languages must not be empty.",
                "publishedAt: \"2026-01-12T00:00:00.000Z\" | publishedAt: \"2026-01-12\" | publishedAt: '2026-01-12' does not fit here. An RFC 3339 time in UTC with milliseconds",
                "lifetime: {kind: fixed, duration: P7D} | lifetime: {kind: fixed, duration: 7 days} | duration: '7 days' does not fit here. The duration of fixed and up_to.",
                "lifetime: {kind: fixed, duration: P7D} | lifetime: {kind: fixed} | lifetime: the key 'duration' is missing; add it. The duration of fixed and up_to.",
                "lifetime: {kind: fixed, duration: P7D} | lifetime: {kind: session, duration: P7D} | lifetime: keys that do not go together.",
                "recipients: {kind: undeclared} | recipients: {kind: listed} | recipients: the key 'parties' is missing; add it. Ids of entries in thirdParties.",
                "clearedAt: undeclared | clearedAt: nowhere | clearedAt: write \"undeclared\".",
                "`    name: token` | `    name: undeclared` | this entry of 'items': the key 'describedAs' is missing; add it.",
                // What no schema can say
                "version: \"2026-01-12\" | version: \"2026-01-13\" | the version is '2026-01-13' and the file '2026-01-12.yaml'",
                "site: imagine.art | site: imagine.com | the site is 'imagine.com' and the directory 'imagine.art'",
                "`- id: refresh-token` | `- id: token` | the id 'token' is there twice in items; give this one another.",
                "`- id: statistics` | `- id: preferences` | the id 'preferences' is there twice in categories; give this one another.",
                "`    category: statistics` | `    category: statistic` | there is no category 'statistic'; did you mean 'statistics'?",
                "about: [stats-session | about: [stats-sesion | there is no item 'stats-sesion'; did you mean 'stats-session'?",
                "recipients: {kind: undeclared} | `recipients: {kind: listed, parties: [nobody]}` | there is no third party 'nobody'; none is known here.",
                "consentIdentifier: undeclared | consentIdentifier: tokn | there is no item 'tokn'; did you mean 'token'?",
                "jurisdictions: [EEA, GB, CH] | jurisdictions: [EEA, GB, US-CA] | category 'preferences' names the jurisdiction 'US-CA' twice; keep one.",
                "jurisdictions: [\"*\"] | jurisdictions: [EEA] | category 'necessary' has no mechanism for other places; add one with jurisdictions: [\"*\"].",
                "stated: \"2026-01-12\" | stated: \"2026-02-30\" | stated: there is no such day; write one of the calendar.",
                "publishedAt: \"2026-01-12T | publishedAt: \"2026-02-30T | publishedAt: there is no such day; write one of the calendar.",
                "publishedAt: \"2026-01-12T | publishedAt: \"2026-01-13T | inForceFrom is before publishedAt; write the same time or a later one.",
                "languages: [en] | languages: [en, de] | text: add the text in 'de'.",
                "{en: \"The cookie settings of the platform\"} | {en: \"Here\", fr: \"Ici\"} | changedAt: 'fr' is not among the languages of the document (en); add it there or remove the text.",
                "use: read | use: constructed | a constructed version is a demonstration and a read one is not; write demonstration: true",
                "id: imagineart | id: imagineer | the controller is 'imagineer' here and 'imagineart' in the site's settings",
                // The banner
                "action: accept_all | action: accept-all | did you mean 'accept_all'?",
                "{preferences: granted, statistics: granted | {preferences: granted, statistic: granted | there is no category 'statistic'; did you mean 'statistics'?",
                "{preferences: granted, statistics: granted | {preferences: refused, statistics: granted | action accept_all does not go with 'preferences: refused'; write one of: granted.",
                "{preferences: granted, statistics: granted | {necessary: granted, statistics: granted | nobody is asked about 'necessary'; remove it from the decisions.",
                "{category: marketing | {category: markting | there is no category 'markting'; did you mean 'marketing'?",
                "opens: 2 | opens: 3 | there is no layer 3; write a number from 1 to 2.",
                "kind: consent | kind: notice | the policy asks for consent (opt_in or opt_out); write kind: consent.",
                "- id: reject-all-2 | - id: reject-all | the button id 'reject-all' is there twice in the banner; give this one another.",
                "- layer: 2 | - layer: 3 | layers are numbered in their order; write layer: 2.",
            })
    void mistakeInAPolicyIsRefused(String right, String wrong, String message) {
        folder.replace(POLICY, right, wrong);

        assertThat(folder.problems())
                .anySatisfy(
                        problem -> {
                            assertThat(problem).startsWith(POLICY + ":").contains(message);
                        });
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeZone: Etc/UTC | timeZone: Etc/UCT1 | there is no time zone 'Etc/UCT1'; did you mean 'Etc/UCT'?",
                "graceDays: 30 | graceDays: 400 | graceDays: 365 is the limit (maximum).",
                "retention: P3Y | retention: P0D | records have to be kept for a while; write \"P3Y\", say.",
                "retention: P3Y | `retention: P3Y\naskAgainAfter: P0M` | and for ten years at most; write \"P6M\", say.",
                "retention: P3Y | `retention: P3Y\naskAgainAfter: P11Y` | and for ten years at most; write \"P6M\", say.",
                "retention: P3Y | `retention: P3Y\ncontextRetention: P4Y` | make observedRetention <= contextRetention <= retention.",
                "https://www.imagine.art | https://www.imagine.art/ | does not fit here. Web origins (scheme, host, port",
                "https://www.imagine.art | https://immag.in | the origin https://immag.in already belongs to imagine.art; keep it in one of the two files.",
                "recordNotices: true | recordNotice: true | unknown key 'recordNotice'; did you mean 'recordNotices'?",
                "site: imagine.art | site: imagine.com | the site is 'imagine.com' and the file 'imagine.art.yaml'",
            })
    void mistakeInASiteIsRefused(String right, String wrong, String message) {
        folder.replace(SITE, right, wrong);

        assertThat(folder.problems()).anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void theLineIsThatOfTheMistake() {
        folder.replace(POLICY, "announcedBy: page_date", "announcedBye: page_date");
        int line = folder.lineOf(POLICY, "announcedBye");

        assertThat(folder.problems())
                .contains(
                        POLICY
                                + ":"
                                + line
                                + ": unknown key 'announcedBye'; did you mean 'announcedBy'?")
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .startsWith(POLICY + ":" + (line - 1) + ": ")
                                        .contains("changes: the key 'announcedBy' is missing"));
    }

    @Test
    void theLineOfABannersMistakeIsThatInTheFile() {
        folder.replace(POLICY, "action: save", "action: keep");
        int line = folder.lineOf(POLICY, "action: keep");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith(POLICY + ":" + line + ": action: 'keep' is not known here;");
    }

    @Test
    void mistakesOfAllFilesAreReportedTogether() {
        folder.replace(POLICY, "announcedBy: page_date", "announcedBy: pigeon");
        folder.replace(NOTICE, "country: CA", "country: Canada");
        folder.replace(SITE, "graceDays: 30", "graceDays: many");

        assertThat(folder.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(POLICY, NOTICE, SITE);
    }

    @Test
    void aKeyThatIsThereTwiceNamesBothLines() {
        folder.replace(POLICY, "v: 1\n", "v: 1\nv: 1\n");
        int first = folder.lineOf(POLICY, "v: 1");

        assertThat(folder.problems())
                .contains(
                        POLICY
                                + ":"
                                + (first + 1)
                                + ": the key 'v' is there twice, first on line "
                                + first
                                + "; remove one of them.");
    }

    @Test
    void aliasesAreRefusedBeforeTheyExpand() {
        folder.replace(POLICY, "dates:", "a: &a [x, x]\nb: [*a, *a, *a]\ndates:");

        assertThat(folder.problems()).singleElement().asString().contains("this is not YAML");
    }

    @Test
    void deepNestingIsRefused() {
        folder.write(POLICY, "[".repeat(10_000));

        assertThat(folder.problems())
                .anySatisfy(problem -> assertThat(problem).contains("this is not YAML"));
    }

    @Test
    void aFileOverTheLimitIsRefused() {
        folder.write(POLICY, "#".repeat(YamlReader.FILE_BYTES_MAX + 1));

        assertThat(folder.problems())
                .anySatisfy(
                        problem -> assertThat(problem).contains("the file is larger than 1048576"));
    }

    @Test
    void anEmptyFileIsRefused() {
        folder.write(POLICY, "# nothing but a comment\n");

        assertThat(folder.problems())
                .anySatisfy(problem -> assertThat(problem).contains("the file is empty"));
    }

    @Test
    void aSiteThatAsksForNothingHasANotice() {
        folder.replace(NOTICE, "kind: notice", "kind: consent");

        assertThat(folder.problems())
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .contains(
                                                "the policy asks for no consent; write kind: notice."));
    }

    @Test
    void policiesWithoutASiteFileAreRefused() {
        folder.delete(SITE);

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith("policies/imagine.art:1: these are policies of a site without settings")
                .contains("sites/imagine.art.yaml");
    }

    @Test
    void aSiteWithoutPoliciesIsRefused() {
        folder.write(
                "sites/example.org.yaml",
                """
                v: 1
                site: example.org
                controller: example
                origins: ["https://example.org"]
                timeZone: Etc/UTC
                defaultJurisdiction: EEA
                graceDays: 30
                recordNotices: false
                retention: P3Y
                """);

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "sites/example.org.yaml:1: no policy of example.org is in force; add one");
    }

    @Test
    void aFileWithAnotherEndingIsRefusedAndNotOverlooked() {
        folder.write("policies/imagine.art/2027-01-01.yml", "v: 1\n");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .endsWith("unexpected file; files here are named <name>.yaml.");
    }

    @Test
    void twoVersionsCannotBeginAtTheSameTime() {
        String later = "policies/imsupporting.com/2026-01-15.yaml";
        folder.replace(later, "inForceFrom: \"2026-01-15T", "inForceFrom: \"2025-06-01T");
        folder.replace(later, "publishedAt: \"2026-01-15T", "publishedAt: \"2025-06-01T");
        folder.write("policies/published.sha256", "");

        assertThat(folder.problems())
                .containsExactly(
                        later
                                + ":1: version '2025-06-01' is in force from the same time on; write"
                                + " another inForceFrom.");
    }

    @Test
    void oneBannerVersionHasOneContent() {
        String later = "policies/imsupporting.com/2026-01-15.yaml";
        folder.replace(later, "  version: \"2\"", "  version: \"1\"");
        folder.write("policies/published.sha256", "");

        assertThat(folder.problems())
                .containsExactly(
                        later
                                + ":"
                                + folder.lineOf(later, "  version: \"1\"")
                                + ": banner version '1' has another content in another file of"
                                + " imsupporting.com; give this one a new version.");
    }
}
