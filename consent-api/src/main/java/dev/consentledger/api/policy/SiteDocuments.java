package dev.consentledger.api.policy;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Banner;
import dev.consentledger.core.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published documents of one site, each read once. A policy is used only once its banner is
 * there. Immutable.
 */
final class SiteDocuments {

    /** A policy's document; what banners are told of it once the banner is there. */
    private record WrittenPolicy(
            Policy policy, PublishedDocument document, Optional<BannerViews> views) {

        WrittenPolicy shownIn(Map<String, WrittenBanner> banners) {
            return views.isPresent() || !banners.containsKey(policy.banner())
                    ? this
                    : new WrittenPolicy(
                            policy,
                            document,
                            Optional.of(
                                    BannerViews.of(
                                            document, banners.get(policy.banner()).document())));
        }
    }

    private record WrittenBanner(Banner banner, PublishedDocument document) {}

    private final Map<String, WrittenPolicy> policies;
    private final Map<String, WrittenBanner> banners;

    private SiteDocuments(Map<String, WrittenPolicy> policies, Map<String, WrittenBanner> banners) {
        Map<String, WrittenPolicy> shown = new LinkedHashMap<>();
        policies.forEach((version, policy) -> shown.put(version, policy.shownIn(banners)));
        this.policies = shown;
        this.banners = banners;
    }

    static SiteDocuments none() {
        return new SiteDocuments(Map.of(), Map.of());
    }

    /** The same with a further document, whose version is not there yet, or is this very one. */
    SiteDocuments with(Kind kind, PublishedDocument document) throws MalformedJson {
        Map<String, WrittenPolicy> morePolicies = new LinkedHashMap<>(policies);
        Map<String, WrittenBanner> moreBanners = new LinkedHashMap<>(banners);
        if (kind == Kind.POLICY) {
            Policy policy = Policy.read(document.bytes());
            morePolicies.put(
                    policy.version(), new WrittenPolicy(policy, document, Optional.empty()));
        } else {
            Banner banner = Banner.read(document.bytes());
            moreBanners.put(banner.version(), new WrittenBanner(banner, document));
        }
        return new SiteDocuments(morePolicies, moreBanners);
    }

    Optional<PublishedDocument> document(Kind kind, String version) {
        return kind == Kind.POLICY
                ? Optional.ofNullable(policies.get(version)).map(WrittenPolicy::document)
                : Optional.ofNullable(banners.get(version)).map(WrittenBanner::document);
    }

    /** Those whose banners are there. */
    List<Policy> policies() {
        return policies.values().stream()
                .filter(policy -> policy.views().isPresent())
                .map(WrittenPolicy::policy)
                .toList();
    }

    /** What banners are told of one of these policies. */
    BannerViews views(String version) {
        return policies.get(version).views().orElseThrow();
    }

    Optional<Banner> banner(String version) {
        return Optional.ofNullable(banners.get(version)).map(WrittenBanner::banner);
    }

    List<String> bannerVersions() {
        return banners.keySet().stream().sorted().toList();
    }
}
