package dev.consentledger.api;

import dev.consentledger.api.kafka.Publications;
import dev.consentledger.api.kafka.Publications.Publication;
import dev.consentledger.api.policy.PolicyVersion;
import dev.consentledger.api.policy.PublishedDocument;
import dev.consentledger.api.policy.SitePolicies;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
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
                add(byId, publication(Kind.POLICY, version.policy()));
                add(byId, publication(Kind.BANNER, version.banner()));
            }
        }
        return new Publications(List.copyOf(byId.values()));
    }

    /** Versions of a policy may share a banner. */
    private static void add(Map<UUID, Publication> byId, Publication publication) {
        byId.putIfAbsent(publication.entry().eventId(), publication);
    }

    private static Publication publication(Kind kind, PublishedDocument document) {
        byte[] bytes = document.bytes();
        try {
            Fields fields = Fields.of(JsonReader.readObject(bytes));
            return new Publication(
                    new PublicationEntry(
                            kind,
                            fields.string("site"),
                            fields.string("version"),
                            Hash.sha256(bytes),
                            Timestamps.parse(fields.string("publishedAt")),
                            Timestamps.parse(fields.string("inForceFrom")),
                            fields.bool("demonstration")),
                    bytes);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a document that was checked cannot be read", e);
        }
    }
}
