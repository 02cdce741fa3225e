package dev.consentledger.api.policy;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One site: its settings, its policies in the order in which they come into force, its banners. A
 * version is in force from its own time until the next version's.
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

    private final SiteSettings settings;
    private final List<Policy> policies;
    private final Map<String, Banner> banners;

    /** By policy version. */
    private final Map<String, BannerViews> views;

    private SiteCatalog(
            SiteSettings settings,
            List<Policy> policies,
            Map<String, Banner> banners,
            Map<String, BannerViews> views) {
        this.settings = settings;
        this.policies =
                policies.stream().sorted(Comparator.comparing(Policy::inForceFrom)).toList();
        this.banners = Map.copyOf(banners);
        this.views = Map.copyOf(views);
    }

    static SiteCatalog of(SitePolicies site) throws MalformedJson {
        List<Policy> policies = new ArrayList<>();
        Map<String, Banner> banners = new LinkedHashMap<>();
        Map<String, BannerViews> views = new LinkedHashMap<>();
        for (PolicyVersion version : site.versions()) {
            policies.add(Policy.read(version.policy().bytes()));
            Banner banner = Banner.read(version.banner().bytes());
            banners.put(banner.version(), banner);
            views.put(version.version(), BannerViews.of(version.policy(), version.banner()));
        }
        return new SiteCatalog(site.settings(), policies, banners, views);
    }

    public SiteSettings settings() {
        return settings;
    }

    public Optional<Policy> policy(String version) {
        return policies.stream().filter(policy -> policy.version().equals(version)).findFirst();
    }

    public Optional<Banner> banner(String version) {
        return Optional.ofNullable(banners.get(version));
    }

    /** The names of all banners, sorted. */
    public List<String> bannerVersions() {
        return banners.keySet().stream().sorted().toList();
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
        return views.get(inForceAt(time).version());
    }

    /** When the next version comes into force, as far as that is known; after the time. */
    public Optional<Instant> nextBegin(Instant time) {
        return policies.stream()
                .map(Policy::inForceFrom)
                .filter(begin -> begin.isAfter(time))
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
