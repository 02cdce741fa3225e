package dev.consentledger.api.intake;

import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.api.signal.Signals;
import dev.consentledger.api.signal.Signals.Signalled;
import dev.consentledger.api.signal.Statement;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.DocumentReference;
import dev.consentledger.core.entry.Evidence;
import dev.consentledger.core.entry.Flag;
import dev.consentledger.core.entry.Jurisdiction;
import dev.consentledger.core.entry.JurisdictionSource;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.policy.Banner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Turns a request into an entry and its evidence, or into a rejection. A grant is judged strictly;
 * a refusal, a withdrawal or a notice of a known site is never turned away for its policy version,
 * its banner version or its categories, but recorded with flags. Does no I/O; safe for every thread
 * if its clock and its random generator are.
 */
public final class ConsentIntake {

    /** Clocks that are set by the network differ by seconds; more than this is a wrong clock. */
    public static final Duration CLOCK_AHEAD_MAX = Duration.ofMinutes(5);

    /** Longer than phones stay offline; also the time for which a replaced version counts. */
    public static final Duration CLOCK_BEHIND_MAX = Duration.ofDays(30);

    /** An event is one content under one id, so that nobody but its client can take it apart. */
    private static final String REFUSALS_ALONE =
            "Nothing of the event is recorded, its refusals neither: send the refusals alone, under a"
                    + " new event id; they are always accepted.";

    private final Supplier<PolicyCatalogs> catalogs;
    private final Clock clock;
    private final EvidenceMaker evidenceMaker;

    public ConsentIntake(Supplier<PolicyCatalogs> catalogs, Clock clock, RandomGenerator random) {
        this.catalogs = catalogs;
        this.clock = clock;
        this.evidenceMaker = new EvidenceMaker(random);
    }

    /** Judges one event, given as the bytes of its JSON. */
    public IntakeResult take(byte[] body, Observation observation) {
        try {
            return accept(RequestReader.read(body), observation);
        } catch (Rejected e) {
            return new IntakeResult.Refused(e.rejection());
        }
    }

    private IntakeResult accept(ConsentRequest request, Observation observation) throws Rejected {
        Instant receivedAt = Timestamps.truncate(clock.instant());
        SiteCatalog site = site(request);
        requireOrigin(site, observation);
        Instant happenedAt = earlier(request.occurredAt(), receivedAt);
        Jurisdiction jurisdiction = jurisdiction(request, site);
        PolicyStanding standing = PolicyStanding.of(site, request.policyVersion(), happenedAt);
        CategoryRules categories = new CategoryRules(standing.judgedBy(), jurisdiction.code());
        ActionRules actions = new ActionRules(site, categories);
        actions.requireConsistent(request);
        actions.requireChoice(request);
        Signalled signalled =
                Signals.read(
                        new Statement(request.action(), request.decisions(), categories.choices()));
        if (actions.isGrant(request)) {
            requireForGrant(request, site, standing, categories, signalled);
        }
        return record(
                request,
                observation,
                receivedAt,
                site,
                jurisdiction,
                standing,
                categories,
                signalled);
    }

    private IntakeResult record(
            ConsentRequest request,
            Observation observation,
            Instant receivedAt,
            SiteCatalog site,
            Jurisdiction jurisdiction,
            PolicyStanding standing,
            CategoryRules categories,
            Signalled signalled) {
        Map<String, CategoryDecision> decisions = categories.record(signalled);
        Set<Flag> flags = clockFlags(request.occurredAt(), receivedAt);
        flags.addAll(standing.flags());
        if (!request.decisions().keySet().stream().allMatch(categories::isKnown)) {
            flags.add(Flag.CATEGORY_UNKNOWN);
        }
        boolean odd = !decisions.keySet().containsAll(request.decisions().keySet());
        Optional<UserAgent> agent = observation.userAgent().map(UserAgent::parse);
        Evidence evidence = evidenceMaker.of(request, odd, observation, agent);
        ConsentEntry entry =
                new ConsentEntry(
                        request.eventId(),
                        request.site(),
                        standing.reference(),
                        banner(site, request),
                        request.action(),
                        decisions,
                        request.context().noticeEventId(),
                        request.occurredAt(),
                        receivedAt,
                        flags,
                        jurisdiction,
                        Optional.empty(),
                        request.context().language(),
                        agent.map(UserAgent::deviceClass),
                        request.context().layer(),
                        agent.flatMap(UserAgent::bot),
                        evidence.commitments());
        return new IntakeResult.Accepted(entry, evidence);
    }

    private static void requireForGrant(
            ConsentRequest request,
            SiteCatalog site,
            PolicyStanding standing,
            CategoryRules categories,
            Signalled signalled)
            throws Rejected {
        try {
            standing.requireForGrant();
            requireBanner(site, request);
            categories.requireForGrant(signalled.decisions());
        } catch (Rejected e) {
            boolean mixed = request.decisions().containsValue(Decision.REFUSED);
            throw mixed ? new Rejected(e.rejection().advising(REFUSALS_ALONE)) : e;
        }
    }

    private SiteCatalog site(ConsentRequest request) throws Rejected {
        return catalogs.get()
                .site(request.site())
                .orElseThrow(
                        () ->
                                new Rejected(
                                        Rejection.at(
                                                "/site",
                                                ProblemType.UNKNOWN_SITE,
                                                "No site of this name is set up here. A site is named"
                                                        + " by its domain, such as imagine.art; check the"
                                                        + " spelling, or set it up.")));
    }

    private static void requireOrigin(SiteCatalog site, Observation observation) throws Rejected {
        Optional<String> origin = observation.origin();
        if (origin.isEmpty()
                || observation.ownPage()
                || site.settings().origins().contains(origin.get())) {
            return;
        }
        throw new Rejected(
                Rejection.of(
                        ProblemType.ORIGIN_NOT_ALLOWED,
                        "The page that sent this is not one of the site's. Add its origin to the"
                                + " site's 'origins', or send the event for the page's own site."));
    }

    private static Jurisdiction jurisdiction(ConsentRequest request, SiteCatalog site) {
        return request.context()
                .jurisdiction()
                .map(code -> new Jurisdiction(code, JurisdictionSource.CLIENT))
                .orElseGet(
                        () ->
                                new Jurisdiction(
                                        site.settings().defaultJurisdiction(),
                                        JurisdictionSource.SITE));
    }

    private static void requireBanner(SiteCatalog site, ConsentRequest request) throws Rejected {
        VersionName name = request.context().bannerVersion();
        if (name instanceof VersionName.Absent || name.legal().flatMap(site::banner).isPresent()) {
            return;
        }
        throw new Rejected(
                Rejection.at(
                                "/context/bannerVersion",
                                ProblemType.UNKNOWN_BANNER_VERSION,
                                "The site has published no such banner. Send the version that the"
                                        + " visitor was shown, or publish it first.")
                        .with("bannerVersions", site.bannerVersions()));
    }

    private static Optional<DocumentReference> banner(SiteCatalog site, ConsentRequest request) {
        return request.context()
                .bannerVersion()
                .legal()
                .map(
                        version ->
                                site.banner(version)
                                        .map(Banner::reference)
                                        .orElseGet(
                                                () ->
                                                        new DocumentReference(
                                                                version, Optional.empty())));
    }

    private static Set<Flag> clockFlags(Instant occurredAt, Instant receivedAt) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (occurredAt.isAfter(receivedAt.plus(CLOCK_AHEAD_MAX))) {
            flags.add(Flag.CLOCK_AHEAD);
        }
        if (occurredAt.isBefore(receivedAt.minus(CLOCK_BEHIND_MAX))) {
            flags.add(Flag.CLOCK_OLD);
        }
        return flags;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
