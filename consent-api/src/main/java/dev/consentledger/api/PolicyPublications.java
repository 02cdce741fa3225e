package dev.consentledger.api;

import dev.consentledger.api.kafka.Publications;
import dev.consentledger.api.policy.PolicyVersion;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.api.policy.SitePolicies;
import dev.consentledger.core.entry.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Collects what the sites have published, each document once. */
final class PolicyPublications {

    private PolicyPublications() {}

    static Publications of(List<SitePolicies> sites) {
        Map<UUID, Publication> byId = new LinkedHashMap<>();
        for (SitePolicies site : sites) {
            for (PolicyVersion version : site.versions()) {
                add(byId, Publication.of(Kind.POLICY, version.policy()));
                add(byId, Publication.of(Kind.BANNER, version.banner()));
            }
        }
        return new Publications(List.copyOf(byId.values()));
    }

    /** Versions of a policy may share a banner. */
    private static void add(Map<UUID, Publication> byId, Publication publication) {
        byId.putIfAbsent(publication.entry().eventId(), publication);
    }
}
