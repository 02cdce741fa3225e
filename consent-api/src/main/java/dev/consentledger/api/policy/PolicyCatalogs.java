package dev.consentledger.api.policy;

import dev.consentledger.core.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sites with all versions of their policies. Immutable, so safe for every thread. */
public final class PolicyCatalogs {

    private final Map<String, SiteCatalog> sites;

    private PolicyCatalogs(Map<String, SiteCatalog> sites) {
        this.sites = sites;
    }

    /** The catalogs of the sites as {@link PolicyFiles} has read and checked them. */
    public static PolicyCatalogs of(List<SitePolicies> policies) {
        Map<String, SiteCatalog> sites = new LinkedHashMap<>();
        for (SitePolicies site : policies) {
            try {
                sites.put(site.settings().site(), SiteCatalog.of(site));
            } catch (MalformedJson e) {
                throw new IllegalStateException(
                        "a document that was checked cannot be read: " + site.settings().site(), e);
            }
        }
        return new PolicyCatalogs(sites);
    }

    /**
     * The same with a further document of one of the sites.
     *
     * @throws MalformedJson when the document cannot be read
     */
    PolicyCatalogs with(Publication publication) throws MalformedJson {
        String name = publication.entry().site();
        Map<String, SiteCatalog> more = new LinkedHashMap<>(sites);
        more.put(name, sites.get(name).with(publication));
        return new PolicyCatalogs(more);
    }

    public Optional<SiteCatalog> site(String name) {
        return Optional.ofNullable(sites.get(name));
    }

    public List<SiteCatalog> sites() {
        return List.copyOf(sites.values());
    }
}
