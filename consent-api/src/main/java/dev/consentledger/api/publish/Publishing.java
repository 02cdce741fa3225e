package dev.consentledger.api.publish;

import dev.consentledger.api.policy.DocumentFault;
import dev.consentledger.api.policy.PolicyCatalogs;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.api.policy.PublishedDocument;
import dev.consentledger.api.policy.SiteCatalog;
import dev.consentledger.api.policy.SubmittedDocuments;
import dev.consentledger.api.problem.JsonFaults;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Judges a document that is to be published: a version has one content, for ever. Does no I/O; a
 * large document takes some hundredths of a second. Thread-safe.
 */
public final class Publishing {

    /** More than anybody mends at once. */
    private static final int FAULTS_MAX = 50;

    /** Some hundred times as many as are ever published within the second that one waits. */
    private static final int WAITING_MAX = 1_000;

    private final SubmittedDocuments documents = new SubmittedDocuments();
    private final Supplier<PolicyCatalogs> catalogs;

    /** Hashes of what is accepted here and not announced yet, by the id of the publication. */
    private final Map<UUID, String> waiting =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Serial private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
                            return size() > WAITING_MAX;
                        }
                    });

    public Publishing(Supplier<PolicyCatalogs> catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * What is to be published.
     *
     * @param kind policy or banner
     * @param body the document as JSON, in any spelling; its canonical bytes are published
     * @throws Rejected when it may not be
     */
    public Submission judge(Kind kind, String site, String version, byte[] body) throws Rejected {
        SiteCatalog catalog = site(site);
        Json.Obj tree = read(body);
        Optional<PublishedDocument> known = catalog.document(kind, version);
        if (known.isPresent()) {
            return unchanged(kind, known.get(), tree);
        }
        if (kind == Kind.POLICY) {
            requireBanner(tree, catalog);
        }
        List<DocumentFault> faults = documents.faults(kind, version, tree, catalog);
        if (!faults.isEmpty()) {
            throw new Rejected(invalid(faults));
        }
        Publication publication = publication(kind, tree);
        requireSameAsWaiting(publication);
        return new Submission(publication, false);
    }

    /** Remembers what the broker has, until it is announced. */
    public void accepted(Publication publication) {
        waiting.put(publication.entry().eventId(), publication.document().sha256());
    }

    private void requireSameAsWaiting(Publication publication) throws Rejected {
        Optional<String> sha256 =
                Optional.ofNullable(waiting.get(publication.entry().eventId()))
                        .filter(hash -> !hash.equals(publication.document().sha256()));
        if (sha256.isPresent()) {
            throw new Rejected(published(sha256.get()));
        }
    }

    private SiteCatalog site(String name) throws Rejected {
        return catalogs.get()
                .site(name)
                .orElseThrow(
                        () ->
                                new Rejected(
                                        Rejection.of(
                                                ProblemType.SITE_NOT_FOUND,
                                                "No site of this name is set up here. Add its settings"
                                                        + " and a first policy as files.")));
    }

    private static Json.Obj read(byte[] body) throws Rejected {
        try {
            return JsonReader.readObject(body);
        } catch (MalformedJson e) {
            throw new Rejected(JsonFaults.rejection(e));
        }
    }

    private static Submission unchanged(Kind kind, PublishedDocument known, Json.Obj tree)
            throws Rejected {
        if (known.sameAs(tree)) {
            return new Submission(Publication.of(kind, known), true);
        }
        throw new Rejected(published(known.sha256()));
    }

    private static Rejection published(String sha256) {
        return Rejection.of(
                        ProblemType.VERSION_PUBLISHED,
                        "This version was published with another content, which never changes. Publish"
                                + " the change under a new version.")
                .with("sha256", new Json.Str(sha256));
    }

    private static void requireBanner(Json.Obj policy, SiteCatalog site) throws Rejected {
        Optional<String> banner = SubmittedDocuments.bannerOf(policy);
        if (banner.isPresent() && site.document(Kind.BANNER, banner.get()).isEmpty()) {
            throw new Rejected(
                    Rejection.at(
                                    "/banner/version",
                                    ProblemType.UNKNOWN_BANNER_VERSION,
                                    "The site has published no such banner. Publish it first; it is known"
                                            + " a moment later, once the ledger has it.")
                            .with("bannerVersions", site.bannerVersions()));
        }
    }

    private static Rejection invalid(List<DocumentFault> faults) {
        DocumentFault first = faults.get(0);
        List<Json> all =
                faults.stream()
                        .limit(FAULTS_MAX)
                        .<Json>map(
                                fault ->
                                        Json.object()
                                                .put("pointer", fault.pointer())
                                                .put("detail", fault.message())
                                                .build())
                        .toList();
        return Rejection.at(first.pointer(), ProblemType.INVALID_DOCUMENT, first.message())
                .with("faults", new Json.Arr(all));
    }

    private static Publication publication(Kind kind, Json.Obj tree) {
        try {
            return Publication.read(kind, tree);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a document that was checked cannot be read", e);
        }
    }
}
