package dev.consentledger.api.policy;

import java.util.Comparator;
import java.util.List;

/**
 * A site with all its policy versions.
 *
 * @param settings what the operator has set
 * @param versions by the time from which they are in force, oldest first; never empty
 */
public record SitePolicies(SiteSettings settings, List<PolicyVersion> versions) {

    public SitePolicies {
        versions =
                versions.stream().sorted(Comparator.comparing(PolicyVersion::inForceFrom)).toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a site without a policy: " + settings.site());
        }
    }
}
