package dev.consentledger.api;

import dev.consentledger.api.policy.CurrentCatalogs;
import dev.consentledger.api.policy.Publication;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.json.MalformedJson;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Takes in what was appended and announced. A version that has another content here, from a file,
 * stops the service: events would name a document that nobody published.
 */
final class AnnouncedPolicies implements Predicate<Publication> {

    private static final Logger LOG = Logger.getLogger(AnnouncedPolicies.class);

    private final CurrentCatalogs catalogs;
    private final Runnable stop;

    AnnouncedPolicies(CurrentCatalogs catalogs, Runnable stop) {
        this.catalogs = catalogs;
        this.stop = stop;
    }

    /** False when the service has to stop. */
    @Override
    public boolean test(Publication publication) {
        PublicationEntry entry = publication.entry();
        CurrentCatalogs.Outcome outcome = take(publication);
        switch (outcome) {
            case ADDED ->
                    LOG.infof(
                            "A version was published. kind=%s site=%s version=%s sha256=%s inForceFrom=%s",
                            entry.kind().term(),
                            entry.site(),
                            entry.version(),
                            entry.sha256(),
                            entry.inForceFrom());
            case CONFLICTING -> conflict(entry);
            case UNKNOWN_SITE ->
                    LOG.warnf(
                            "A version was published for a site that is not set up here; add its settings."
                                    + " site=%s version=%s",
                            entry.site(), entry.version());
            case KNOWN -> LOG.debugf("A version is known. event=%s", entry.eventId());
        }
        return outcome != CurrentCatalogs.Outcome.CONFLICTING;
    }

    private CurrentCatalogs.Outcome take(Publication publication) {
        try {
            return catalogs.take(publication);
        } catch (MalformedJson e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void conflict(PublicationEntry entry) {
        LOG.errorf(
                "consent-api stops: a version has another content in its files than the one that was"
                        + " published. Restore the file with the published hash, and publish the change as"
                        + " a new version. kind=%s site=%s version=%s published=%s",
                entry.kind().term(), entry.site(), entry.version(), entry.sha256());
        stop.run();
    }
}
