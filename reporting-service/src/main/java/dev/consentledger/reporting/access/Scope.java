package dev.consentledger.reporting.access;

import dev.consentledger.core.entry.Names;
import dev.consentledger.reporting.site.Site;

/** The sites that a grant is for. */
public sealed interface Scope {

    /** How a controller's sites are named. */
    String CONTROLLER = "controller:";

    /** How all sites are named. */
    String ALL = "*";

    /** Whether a site is among them. */
    boolean covers(Site site);

    /** As it stands in a grant. */
    String term();

    /** One site. It need not exist: the grant may be there first. */
    record OneSite(String site) implements Scope {
        public OneSite {
            if (!Names.SITE.matches(site)) {
                throw new IllegalArgumentException(
                        "'%s' is no site; write %s, 'controller:<id>' or '*'"
                                .formatted(site, Names.SITE.words()));
            }
        }

        @Override
        public boolean covers(Site other) {
            return other.name().equals(site);
        }

        @Override
        public String term() {
            return site;
        }
    }

    /** Every site of a controller, also one that is added later. */
    record SitesOf(String controller) implements Scope {
        public SitesOf {
            if (!Names.CONTROLLER.matches(controller)) {
                throw new IllegalArgumentException(
                        "'%s' is no id of a controller; write %s after 'controller:'"
                                .formatted(controller, Names.CONTROLLER.words()));
            }
        }

        @Override
        public boolean covers(Site site) {
            return site.controller().equals(controller);
        }

        @Override
        public String term() {
            return CONTROLLER + controller;
        }
    }

    /** Every site. */
    record Everywhere() implements Scope {
        @Override
        public boolean covers(Site site) {
            return true;
        }

        @Override
        public String term() {
            return ALL;
        }
    }

    /**
     * Reads what stands behind the {@code @} of a grant.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    static Scope parse(String term) {
        if (term.equals(ALL)) {
            return new Everywhere();
        }
        return term.startsWith(CONTROLLER)
                ? new SitesOf(term.substring(CONTROLLER.length()))
                : new OneSite(term);
    }
}
