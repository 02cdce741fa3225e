package dev.consentledger.reporting.access;

import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request, with what was granted to them. Immutable.
 *
 * <p>A site that does not exist is refused as one that is somebody else's: nobody learns from the
 * answer which sites there are.
 */
public final class Caller {

    private final Optional<String> name;
    private final Set<Grant> grants;
    private final Sites sites;

    private Caller(Optional<String> name, Set<Grant> grants, Sites sites) {
        this.name = name;
        this.grants = Set.copyOf(grants);
        this.sites = sites;
    }

    /** Somebody whose name was proved. */
    public static Caller named(String name, Set<Grant> grants, Sites sites) {
        return new Caller(Optional.of(name), grants, sites);
    }

    /** Somebody who did not say who they are, and to whom nothing is granted. */
    public static Caller unknown(Sites sites) {
        return new Caller(Optional.empty(), Set.of(), sites);
    }

    /** The name; empty where nobody said who they are. */
    public Optional<String> name() {
        return name;
    }

    /**
     * The site, for whoever may act in a role there.
     *
     * @param site as the request names it
     * @throws AccessRefused for all others, and where there is no such site
     */
    public Site require(Role role, String site) {
        requireKnown(role);
        return sites.named(site)
                .filter(known -> may(role, known))
                .orElseThrow(() -> refusedAt(site, role));
    }

    /**
     * The sites where they may act in a role, in alphabetical order; one at least.
     *
     * @throws AccessRefused where there is none
     */
    public List<Site> require(Role role) {
        requireKnown(role);
        List<Site> granted = granted(role);
        if (granted.isEmpty()) {
            throw AccessRefused.notGranted(
                    "This needs the role %s, which you have for no site.".formatted(role.term()));
        }
        return granted;
    }

    private void requireKnown(Role role) {
        if (name.isEmpty()) {
            throw AccessRefused.unknownCaller(role);
        }
    }

    private boolean may(Role role, Site site) {
        return grants.stream().anyMatch(grant -> grant.allows(role, site));
    }

    private List<Site> granted(Role role) {
        return sites.all().stream().filter(site -> may(role, site)).toList();
    }

    private AccessRefused refusedAt(String site, Role role) {
        List<String> granted = granted(role).stream().map(Site::name).toList();
        return AccessRefused.notGranted(
                "This needs the role %s for the site '%s'. You have it for %s."
                        .formatted(
                                role.term(),
                                site,
                                granted.isEmpty() ? "no site" : String.join(", ", granted)));
    }
}
