package dev.consentledger.api.policy;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One site: its settings, its policies in the order in which they come into force, its banners. A
 * version is in force from its own time until the next version's. Immutable.
 */
public final class SiteCatalog {

    /** What a version counts for at a time. */
    public enum Force {
        /** Its time has not come. */
        FUTURE,
        IN_FORCE,
        /** Replaced, and the site's grace has not run out. */
        GRACE,
        /** Replaced, and the grace is over. */
        RETIRED
    }

    /** The same everywhere, whatever order the versions became known in. */
    private static final Comparator<Policy> ORDER =
            Comparator.comparing(Policy::inForceFrom)
                    .thenComparing(Policy::publishedAt)
                    .thenComparing(Policy::version);

    private final SiteSettings settings;
    private final SiteDocuments documents;
    private final List<Policy> policies;

    private SiteCatalog(SiteSettings settings, SiteDocuments documents) {
        this.settings = settings;
        this.documents = documents;
        this.policies = documents.policies().stream().sorted(ORDER).toList();
    }

    static SiteCatalog of(SitePolicies site) throws MalformedJson {
        SiteDocuments documents = SiteDocuments.none();
        for (PolicyVersion version : site.versions()) {
            documents =
                    documents
                            .with(Kind.BANNER, version.banner())
                            .with(Kind.POLICY, version.policy());
        }
        return new SiteCatalog(site.settings(), documents);
    }

    /** The same with a further document; a policy counts once its banner is there, too. */
    SiteCatalog with(Publication publication) throws MalformedJson {
        return new SiteCatalog(
                settings, documents.with(publication.entry().kind(), publication.document()));
    }

    public SiteSettings settings() {
        return settings;
    }

    /** The document of a version, also of a policy that waits for its banner. */
    public Optional<PublishedDocument> document(Kind kind, String version) {
        return documents.document(kind, version);
    }

    public Optional<Policy> policy(String version) {
        return policies.stream().filter(policy -> policy.version().equals(version)).findFirst();
    }

    public Optional<Banner> banner(String version) {
        return documents.banner(version);
    }

    /** The names of all banners, sorted. */
    public List<String> bannerVersions() {
        return documents.bannerVersions();
    }

    /** The version in force at a time; before the first one has begun, the first one. */
    public Policy inForceAt(Instant time) {
        Policy found = policies.get(0);
        for (Policy policy : policies) {
            if (!policy.inForceFrom().isAfter(time)) {
                found = policy;
            }
        }
        return found;
    }

    /** What a banner needs to show the version in force at a time. */
    public BannerViews viewsAt(Instant time) {
        return documents.views(inForceAt(time).version());
    }

    /** When the next version comes into force, as far as that is known; after the time. */
    public Optional<Instant> nextBegin(Instant time) {
        return policies.stream()
                .map(Policy::inForceFrom)
                .filter(begin -> begin.isAfter(time))
                .findFirst();
    }

    /** The version that begins at exactly this time. */
    Optional<String> beginningAt(Instant time) {
        return policies.stream()
                .filter(policy -> policy.inForceFrom().equals(time))
                .map(Policy::version)
                .findFirst();
    }

    /** What one of the site's policies counts for at a time. */
    public Force force(Policy policy, Instant time) {
        if (policy.inForceFrom().isAfter(time)) {
            return Force.FUTURE;
        }
        Optional<Instant> end = nextBegin(policy.inForceFrom());
        if (end.isEmpty() || end.get().isAfter(time)) {
            return Force.IN_FORCE;
        }
        Instant graceEnd = end.get().atOffset(ZoneOffset.UTC).plus(settings.grace()).toInstant();
        return time.isAfter(graceEnd) ? Force.RETIRED : Force.GRACE;
    }

    /** The versions under which a grant at this time counts, the oldest first. */
    public List<String> acceptedAt(Instant time) {
        return policies.stream()
                .filter(policy -> isAccepted(force(policy, time)))
                .map(Policy::version)
                .toList();
    }

    private static boolean isAccepted(Force force) {
        return force == Force.IN_FORCE || force == Force.GRACE;
    }
}
