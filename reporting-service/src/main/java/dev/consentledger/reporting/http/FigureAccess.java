package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may read figures: readers of the site, or everybody where the operator has opened them. */
@Singleton
class FigureAccess {

    private final boolean open;
    private final Sites sites;
    private final CurrentCaller caller;

    FigureAccess(
            @ConfigProperty(name = "consent.figures.open") boolean open,
            Sites sites,
            CurrentCaller caller) {
        this.open = open;
        this.sites = sites;
        this.caller = caller;
    }

    /** The site of this name, for whoever may read its figures. */
    Site site(String name) {
        if (open) {
            return sites.named(name).orElseThrow(() -> Problems.unknownSite(name, sites.names()));
        }
        return caller.get().require(Role.READER, name);
    }

    /** All sites whose figures the caller may read. */
    List<Site> sites() {
        return open ? sites.all() : caller.get().require(Role.READER);
    }
}
