package dev.consentledger.standalone.demo;

import java.util.List;

/**
 * What a visitor meets on one of the four sites, as {@code deploy/policies} says it.
 *
 * @param name its domain
 * @param policyVersion the version in force
 * @param retiredVersions versions that it had before; a page left open can still name one
 * @param bannerVersion the banner of that version
 * @param categories those that ask; none where no choice is offered
 * @param noticeActions what can follow a notice where no choice is offered
 * @param paths pages that visitors come in by
 */
public record DemoSite(
        String name,
        String policyVersion,
        List<String> retiredVersions,
        String bannerVersion,
        List<String> categories,
        List<String> noticeActions,
        List<String> paths) {

    /** The four sites. */
    public static final List<DemoSite> ALL =
            List.of(
                    new DemoSite(
                            "imagine.art",
                            "2026-01-12",
                            List.of(),
                            "3",
                            List.of("preferences", "statistics", "marketing"),
                            List.of(),
                            List.of("/", "/pricing", "/gallery", "/create")),
                    new DemoSite(
                            "imsupporting.com",
                            "2026-01-15",
                            List.of("2025-06-01"),
                            "2",
                            List.of("analytics", "functional"),
                            List.of(),
                            List.of("/", "/features", "/live-chat")),
                    new DemoSite(
                            "immag.in",
                            "2026-02-23",
                            List.of(),
                            "1",
                            List.of(),
                            List.of("implied", "acknowledge"),
                            List.of("/", "/docs", "/console")),
                    new DemoSite(
                            "pixevety.com",
                            "undated-1",
                            List.of(),
                            "1",
                            List.of(),
                            List.of("acknowledge"),
                            List.of("/", "/schools", "/privacy")));

    public DemoSite {
        retiredVersions = List.copyOf(retiredVersions);
        categories = List.copyOf(categories);
        noticeActions = List.copyOf(noticeActions);
        paths = List.copyOf(paths);
    }

    public boolean asks() {
        return !categories.isEmpty();
    }
}
