package dev.consentledger.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.api.intake.IntakeResult.Accepted;
import dev.consentledger.api.intake.IntakeResult.Refused;
import dev.consentledger.api.policy.CurrentCatalogs;
import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.PolicyFiles;
import dev.consentledger.api.policy.SitePolicies;
import dev.consentledger.api.policy.SiteSettings;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Signal;
import dev.consentledger.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of events of the four sites, judged against their real policies. */
class ConsentIntakeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:31.000Z");
    private static final List<SitePolicies> SITES = sites();

    private final ConsentIntake intake = intakeAt(NOW, SITES);

    @Test
    void aChoiceIsRecordedAsItWasMade() {
        ConsentEntry entry = accepted(Event.save()).entry();

        assertThat(entry.eventId()).hasToString(Event.ID);
        assertThat(entry.policy().orElseThrow().sha256()).isPresent();
        assertThat(entry.banner().orElseThrow().sha256()).isPresent();
        assertThat(spelled(entry))
                .isEqualTo(
                        "marketing=refused/opt_in preferences=granted/opt_in statistics=refused/opt_in");
        assertThat(entry.flags()).isEmpty();
        assertThat(entry.receivedAt()).isEqualTo(NOW);
        assertThat(entry.jurisdiction().source()).isEqualTo(JurisdictionSource.CLIENT);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "imagine.art|accept_all|marketing=granted/opt_in preferences=granted/opt_in statistics=granted/opt_in",
                "imagine.art|reject_all|marketing=refused/opt_in preferences=refused/opt_in statistics=refused/opt_in",
                "imagine.art|withdraw|marketing=refused/opt_in preferences=refused/opt_in statistics=refused/opt_in",
                "imagine.art|gpc|marketing=refused/opt_in preferences=refused/opt_in statistics=refused/opt_in",
                "imagine.art|dismiss|marketing=not_asked/opt_in preferences=not_asked/opt_in statistics=not_asked/opt_in",
                "imagine.art|implied|marketing=not_asked/opt_in preferences=not_asked/opt_in statistics=not_asked/opt_in",
                "imagine.art|shown|''",
                "imsupporting.com|reject_all|analytics=refused/opt_in functional=refused/opt_in",
                "immag.in|implied|''",
                "immag.in|shown|''",
                "immag.in|acknowledge|''",
                "immag.in|withdraw|''",
                "pixevety.com|acknowledge|''",
                "pixevety.com|reject_all|''",
            })
    void whatAnActionDecidesByItself(String site, String action, String decisions) {
        String version =
                Map.of(
                                "imagine.art", "2026-01-12",
                                "imsupporting.com", "2026-01-15",
                                "immag.in", "2026-02-23",
                                "pixevety.com", "undated-1")
                        .get(site);
        ConsentEntry entry =
                accepted(Event.of(site, action).with("policyVersion", version)).entry();
        assertThat(spelled(entry)).isEqualTo(decisions);
        assertThat(entry.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shown", "dismiss", "implied", "acknowledge"})
    void noticesNeedNoSubject(String action) {
        Accepted accepted = accepted(Event.bare("imagine.art", action));
        assertThat(accepted.evidence().subject()).isEmpty();
        assertThat(accepted.entry().commitments().subject()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"save", "accept_all", "reject_all", "withdraw", "gpc"})
    void choicesNeedASubject(String action) {
        assertThat(refused(Event.save().with("action", action).without("subject")).type())
                .isEqualTo(ProblemType.MISSING_SUBJECT);
    }

    @Test
    void theSignalOfGpcIsGpc() {
        ConsentEntry entry = accepted(Event.of("imagine.art", "gpc")).entry();
        assertThat(entry.decisions().values())
                .hasSize(3)
                .allMatch(decision -> decision.signal() == Signal.GPC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept_all", "save"})
    void sitesThatAskForNothingGetNoConsent(String action) {
        for (String site : List.of("immag.in", "pixevety.com")) {
            assertThat(refused(Event.of(site, action)).type())
                    .isEqualTo(ProblemType.NO_CONSENT_ASKED);
        }
        Event essential = Event.of("immag.in", action).decisions("essential", "granted");
        assertThat(refused(essential).type()).isEqualTo(ProblemType.NO_CONSENT_ASKED);
    }

    @Test
    void noticesAreRecordedOnlyIfTheSiteSaysSo() {
        List<SitePolicies> silent = SITES.stream().map(ConsentIntakeTest::withoutNotices).toList();
        ConsentIntake strict = intakeAt(NOW, silent);
        for (String action : List.of("shown", "acknowledge", "dismiss")) {
            assertThat(refused(strict, Event.bare("immag.in", action)).type())
                    .isEqualTo(ProblemType.NOTICES_NOT_RECORDED);
            assertThat(strict.take(Event.bare("imagine.art", action).bytes(), Observation.none()))
                    .isInstanceOf(Accepted.class);
        }
        assertThat(strict.take(Event.bare("immag.in", "implied").bytes(), Observation.none()))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void whatIsNecessaryCanNeitherBeGrantedNorMakeAGrant() {
        ConsentEntry entry =
                accepted(
                                Event.save()
                                        .with("policyVersion", "never-published")
                                        .decisions("necessary", "granted", "statistics", "refused"))
                        .entry();
        assertThat(spelled(entry))
                .isEqualTo("necessary=not_asked/exempt statistics=refused/opt_in");
        assertThat(entry.flags()).containsExactly(Flag.POLICY_UNKNOWN);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "accept_all,refused,CONTRADICTORY_DECISIONS",
        "reject_all,granted,CONTRADICTORY_DECISIONS",
        "withdraw,granted,CONTRADICTORY_DECISIONS",
        "gpc,granted,CONTRADICTORY_DECISIONS",
        "shown,granted,CONTRADICTORY_DECISIONS",
        "implied,granted,CONTRADICTORY_DECISIONS",
        "dismiss,granted,CONTRADICTORY_DECISIONS",
        "accept_all,granted,MISSING_DECISION",
        "save,granted,MISSING_DECISION",
        "save,maybe,INVALID_VALUE",
        "expire,refused,UNSUPPORTED_ACTION",
        "import,refused,UNSUPPORTED_ACTION",
        "agree,refused,INVALID_VALUE"
    })
    void actionsAndDecisionsHaveToAgree(String action, String decision, ProblemType expected) {
        Event event = Event.save().with("action", action).decisions("statistics", decision);
        assertThat(refused(event).type()).isEqualTo(expected);
    }

    @Test
    void aGrantIsJudgedStrictly() {
        assertThat(refused(Event.save().without("policyVersion")).type())
                .isEqualTo(ProblemType.MISSING_FIELD);
        assertThat(refused(Event.save().with("policyVersion", "2027-01-01")).type())
                .isEqualTo(ProblemType.UNKNOWN_POLICY_VERSION);
        assertThat(refused(Event.save().context("bannerVersion", "99")).type())
                .isEqualTo(ProblemType.UNKNOWN_BANNER_VERSION);
        Rejection unknown = refused(all("granted").with("decisions", decisions("analytics")));
        assertThat(unknown.type()).isEqualTo(ProblemType.UNKNOWN_CATEGORY);
        assertThat(unknown.pointer()).contains("/decisions/analytics");
        assertThat(unknown.extensions()).containsKey("categories");
        Rejection necessary =
                refused(
                        Event.save()
                                .decisions(
                                        "necessary", "refused",
                                        "preferences", "granted",
                                        "statistics", "granted",
                                        "marketing", "granted"));
        assertThat(necessary.type()).isEqualTo(ProblemType.NECESSARY_REFUSED);
        Rejection missing = refused(Event.save().decisions("preferences", "granted"));
        assertThat(missing.type()).isEqualTo(ProblemType.MISSING_DECISION);
        assertThat(missing.extensions().get("missing").canonicalBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[\"statistics\",\"marketing\"]");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "imsupporting.com,2025-06-01,POLICY_NOT_IN_FORCE",
        "imsupporting.com,2019-01-01,UNKNOWN_POLICY_VERSION"
    })
    void aMixedEventThatCannotCountIsToldHowItsRefusalsCan(
            String site, String version, ProblemType expected) {
        Event mixed =
                Event.of(site, "save")
                        .with("policyVersion", version)
                        .decisions("analytics", "refused", "functional", "granted");
        Rejection rejection = refused(mixed);
        Event refusals =
                mixed.with("eventId", "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7f")
                        .decisions("analytics", "refused");

        assertThat(rejection.type()).isEqualTo(expected);
        assertThat(rejection.detail())
                .contains("send the refusals alone, under a new event id")
                .contains("always accepted");
        assertThat(spelled(accepted(refusals).entry())).isEqualTo("analytics=refused/opt_in");
        assertThat(refused(mixed.with("action", "accept_all").without("decisions")).detail())
                .doesNotContain("refusals");
    }

    @Test
    void aRefusalIsNeverTurnedAwayForItsVersionsOrCategories() {
        Event event =
                Event.of("imagine.art", "reject_all")
                        .with("policyVersion", new Json.Int(7))
                        .with(
                                "context",
                                Json.object().put("bannerVersion", new Json.Bool(true)).build())
                        .decisions("Not A Category", "refused", "analytics", "refused");

        Accepted accepted = accepted(event);

        ConsentEntry entry = accepted.entry();
        assertThat(entry.flags()).containsExactly(Flag.CATEGORY_UNKNOWN, Flag.POLICY_UNKNOWN);
        assertThat(entry.policy()).isEmpty();
        assertThat(entry.banner()).isEmpty();
        assertThat(spelled(entry))
                .isEqualTo(
                        "analytics=refused/undeclared marketing=refused/opt_in"
                                + " preferences=refused/opt_in statistics=refused/opt_in");
        assertThat(accepted.evidence().context().value().canonicalBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"bannerVersion\":true,\"decisions\":{\"Not A Category\":\"refused\","
                                + "\"analytics\":\"refused\"},\"policyVersion\":7}");
    }

    @Test
    void aRefusalUnderUnknownVersionsNamesThemWithoutHash() {
        ConsentEntry entry =
                accepted(
                                Event.of("imagine.art", "withdraw")
                                        .with("policyVersion", "2019-01-01")
                                        .context("bannerVersion", "99"))
                        .entry();
        assertThat(entry.policy().orElseThrow().version()).isEqualTo("2019-01-01");
        assertThat(entry.policy().orElseThrow().sha256()).isEmpty();
        assertThat(entry.banner().orElseThrow().sha256()).isEmpty();
    }

    @Test
    void moreCategoriesThanAnEntryHoldsDoNotStopARefusal() {
        Json.ObjBuilder many = Json.object();
        for (int i = 0; i < 200; i++) {
            many.put("c" + i, "refused");
        }
        ConsentEntry entry =
                accepted(Event.of("imagine.art", "reject_all").with("decisions", many.build()))
                        .entry();
        assertThat(entry.decisions())
                .hasSize(ConsentEntry.DECISIONS_MAX)
                .containsKeys("preferences", "statistics", "marketing");
        assertThat(entry.flags()).contains(Flag.CATEGORY_UNKNOWN);
    }

    /** Version 2025-06-01 of imsupporting.com was replaced on 2026-01-15; its grace is 30 days. */
    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "2025-05-31T23:59:59.999Z,POLICY_NOT_IN_FORCE",
        "2025-06-01T00:00:00Z,clock_old",
        "2026-01-14T23:59:59.999Z,clock_old",
        "2026-01-15T00:00:00Z,clock_old policy_retired",
        "2026-02-14T00:00:00Z,clock_old policy_retired",
        "2026-02-14T00:00:00.001Z,POLICY_NOT_IN_FORCE",
    })
    void aReplacedVersionCountsWithinTheGrace(String occurredAt, String expected) {
        Event grant =
                Event.of("imsupporting.com", "accept_all")
                        .with("policyVersion", "2025-06-01")
                        .with("occurredAt", occurredAt);
        IntakeResult result = intake.take(grant.bytes(), Observation.none());
        String found =
                result instanceof Accepted accepted
                        ? flags(accepted.entry())
                        : ((Refused) result).rejection().type().name();
        assertThat(found).isEqualTo(expected);
        Event withdrawal = grant.with("action", "withdraw");
        assertThat(accepted(withdrawal).entry().decisions()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-22T10:20:31.000Z,''",
        "2026-11-22T10:20:31.001Z,clock_ahead",
        "2099-01-01T00:00:00Z,clock_ahead",
        "2026-10-23T10:15:31.000Z,''",
        "2026-10-23T10:15:30.999Z,clock_old"
    })
    void wrongClocksAreFlagged(String occurredAt, String flags) {
        assertThat(flags(accepted(Event.save().with("occurredAt", occurredAt)).entry()))
                .isEqualTo(flags);
    }

    @Test
    void aClockThatIsAheadBringsNoFutureVersionIntoForce() {
        ConsentIntake early = intakeAt(Instant.parse("2026-01-10T00:00:00Z"), SITES);
        Event event =
                Event.of("imsupporting.com", "accept_all")
                        .with("policyVersion", "2026-01-15")
                        .with("occurredAt", "2026-01-20T00:00:00Z");
        assertThat(refused(early, event).type()).isEqualTo(ProblemType.POLICY_NOT_IN_FORCE);
        assertThat(early.take(event.with("action", "withdraw").bytes(), Observation.none()))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void withoutAJurisdictionTheSitesOwnCounts() {
        ConsentEntry entry = accepted(Event.of("immag.in", "implied")).entry();
        assertThat(entry.jurisdiction().code()).isEqualTo("CA");
        assertThat(entry.jurisdiction().source()).isEqualTo(JurisdictionSource.SITE);
    }

    @Test
    void theMechanismIsThatOfTheJurisdiction() {
        ConsentEntry entry =
                accepted(Event.of("imagine.art", "reject_all").context("jurisdiction", "US-CA"))
                        .entry();
        assertThat(spelled(entry)).contains("statistics=refused/opt_out");
    }

    @Test
    void theAddressOfThePageKeepsNoQuery() {
        Event event =
                Event.save()
                        .context("url", "https://ann:pw@imagine.art/pricing?email=ann@x.org#top");
        assertThat(accepted(event).evidence().context().value().canonicalBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"url\":\"https://imagine.art/pricing\"}");
    }

    @Test
    void theEvidenceIsWhatTheEntryCommitsTo() throws Exception {
        Accepted accepted = accepted(Event.save());
        Evidence evidence = Evidence.read(accepted.evidence().toBytes());
        assertThat(evidence.commitments()).isEqualTo(accepted.entry().commitments());
        assertThat(evidence.pseudonym()).contains(Event.SUBJECT);
    }

    @Test
    void aRetryIsTheSameEventLaterElsewhereAndAfterAPolicyWasLoaded() {
        Event refusal =
                Event.of("imsupporting.com", "save")
                        .with("policyVersion", "2026-01-15")
                        .decisions("analytics", "refused", "functional", "refused");
        List<SitePolicies> before = SITES.stream().map(ConsentIntakeTest::withFirstOnly).toList();
        ConsentEntry first = accepted(intakeAt(NOW, before), refusal).entry();
        Observation updated =
                new Observation(
                        Optional.of("Mozilla/5.0 (Android; Mobile) Firefox/150.0"),
                        true,
                        Optional.of("https://imsupporting.com"),
                        false);
        IntakeResult retry =
                intakeAt(NOW.plus(Duration.ofDays(31)), SITES).take(refusal.bytes(), updated);
        ConsentEntry again = ((Accepted) retry).entry();

        assertThat(flags(first)).isEqualTo("policy_unknown");
        assertThat(flags(again)).isEqualTo("clock_old");
        assertThat(again.policy()).isNotEqualTo(first.policy());
        assertThat(again.deviceClass()).isNotEqualTo(first.deviceClass());
        assertThat(again.sameEventAs(first)).isTrue();
    }

    @Test
    void anotherStatementUnderTheSameIdIsNotTheSameEvent() {
        ConsentEntry first = accepted(Event.save()).entry();

        assertThat(accepted(all("refused")).entry().sameEventAs(first)).isFalse();
        assertThat(accepted(Event.save().context("bannerVersion", "3")).entry().sameEventAs(first))
                .isFalse();
    }

    @Test
    void thePageHasToBelongToTheSite() {
        assertThat(seenFrom("https://www.imagine.art", false)).isInstanceOf(Accepted.class);
        assertThat(seenFrom("http://localhost:8080", true)).isInstanceOf(Accepted.class);
        IntakeResult other = seenFrom("https://immag.in", false);
        assertThat(((Refused) other).rejection().type()).isEqualTo(ProblemType.ORIGIN_NOT_ALLOWED);
    }

    private IntakeResult seenFrom(String origin, boolean own) {
        return intake.take(
                Event.save().bytes(),
                new Observation(
                        java.util.Optional.empty(), false, java.util.Optional.of(origin), own));
    }

    private static Event all(String decision) {
        return Event.save()
                .decisions("preferences", decision, "statistics", decision, "marketing", decision);
    }

    private static Json decisions(String further) {
        return Json.object()
                .put("preferences", "granted")
                .put("statistics", "granted")
                .put("marketing", "granted")
                .put(further, "granted")
                .build();
    }

    private Accepted accepted(Event event) {
        return accepted(intake, event);
    }

    private static Accepted accepted(ConsentIntake intake, Event event) {
        IntakeResult result = intake.take(event.bytes(), Observation.none());
        assertThat(result).isInstanceOf(Accepted.class);
        return (Accepted) result;
    }

    private Rejection refused(Event event) {
        return refused(intake, event);
    }

    private static Rejection refused(ConsentIntake intake, Event event) {
        IntakeResult result = intake.take(event.bytes(), Observation.none());
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).rejection();
    }

    private static String spelled(ConsentEntry entry) {
        StringBuilder text = new StringBuilder();
        Map<String, CategoryDecision> sorted = new TreeMap<>(entry.decisions());
        sorted.forEach(
                (id, decision) ->
                        text.append(' ')
                                .append(id)
                                .append('=')
                                .append(decision.decision().term())
                                .append('/')
                                .append(decision.mechanism().term()));
        return text.toString().strip();
    }

    private static String flags(ConsentEntry entry) {
        return String.join(" ", entry.flags().stream().map(Flag::term).toList());
    }

    private static ConsentIntake intakeAt(Instant now, List<SitePolicies> sites) {
        return new ConsentIntake(
                new CurrentCatalogs(PolicyCatalogs.of(sites)),
                Clock.fixed(now, ZoneOffset.UTC),
                new Random(7));
    }

    private static List<SitePolicies> sites() {
        Path deploy = Path.of(System.getProperty("project.root")).resolve("deploy");
        return PolicyFiles.read(deploy.resolve("policies"), deploy.resolve("sites"), NOW);
    }

    private static SitePolicies withFirstOnly(SitePolicies site) {
        return new SitePolicies(site.settings(), site.versions().subList(0, 1));
    }

    private static SitePolicies withoutNotices(SitePolicies site) {
        SiteSettings s = site.settings();
        SiteSettings silent =
                new SiteSettings(
                        s.site(),
                        s.controller(),
                        s.origins(),
                        s.timeZone(),
                        s.defaultJurisdiction(),
                        s.grace(),
                        false,
                        s.retention());
        return new SitePolicies(silent, site.versions());
    }
}
