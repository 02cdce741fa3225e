package dev.consentledger.api.policy;

import java.time.Instant;

/**
 * One version of a site's policy with the banner that shows it, as they are published.
 *
 * @param site the site
 * @param version the version's name
 * @param publishedAt when it was published
 * @param inForceFrom from when it is in force, until a newer version of the site begins
 * @param demonstration true for a constructed version
 * @param policy the policy's document
 * @param bannerVersion the banner's version; several versions of a policy may share a banner
 * @param banner the banner's document
 */
public record PolicyVersion(
        String site,
        String version,
        Instant publishedAt,
        Instant inForceFrom,
        boolean demonstration,
        PublishedDocument policy,
        String bannerVersion,
        PublishedDocument banner) {}
