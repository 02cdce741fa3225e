package dev.consentledger.api.policy;

import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The catalogs as they are now. A newly published document gives new ones, which take the place of
 * the former at once and whole: whoever has asked keeps what it got. Thread-safe.
 */
public final class CurrentCatalogs implements Supplier<PolicyCatalogs> {

    /** What became of a document. */
    public enum Outcome {
        ADDED,
        /** The same bytes are there already. */
        KNOWN,
        /** Other bytes are there under this version; they stay. */
        CONFLICTING,
        /** No site of this name is set up here. */
        UNKNOWN_SITE
    }

    private volatile PolicyCatalogs now;

    public CurrentCatalogs(PolicyCatalogs first) {
        this.now = first;
    }

    @Override
    public PolicyCatalogs get() {
        return now;
    }

    /**
     * Takes a document in that was published.
     *
     * @throws MalformedJson when it cannot be read; nothing has changed then
     */
    public synchronized Outcome take(Publication publication) throws MalformedJson {
        Optional<SiteCatalog> site = now.site(publication.entry().site());
        if (site.isEmpty()) {
            return Outcome.UNKNOWN_SITE;
        }
        Optional<PublishedDocument> known =
                site.get().document(publication.entry().kind(), publication.entry().version());
        if (known.isPresent()) {
            return known.get().equals(publication.document()) ? Outcome.KNOWN : Outcome.CONFLICTING;
        }
        now = now.with(publication);
        return Outcome.ADDED;
    }
}
