package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.AccessRefused;
import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.site.Site;
import java.util.List;
import java.util.stream.Stream;

/** In which role somebody uses the desk; who may read in two, as a data protection officer. */
final class Asking {

    private Asking() {}

    /** Who may read about persons at a site. */
    static Asker reader(Caller caller, String site) {
        try {
            caller.require(Role.DPO, site);
            return asker(caller, Role.DPO);
        } catch (AccessRefused notAsOfficer) {
            caller.require(Role.AUDITOR, site);
            return asker(caller, Role.AUDITOR);
        }
    }

    /** Who may open and close cases, and give orders in them. */
    static Asker officer(Caller caller, String site) {
        caller.require(Role.DPO, site);
        return asker(caller, Role.DPO);
    }

    /** Who may decide about a site's policy. */
    static Asker administrator(Caller caller, String site) {
        caller.require(Role.ADMINISTRATOR, site);
        return asker(caller, Role.ADMINISTRATOR);
    }

    /** Who may say which subjects belong to which account. */
    static Asker linker(Caller caller, String site) {
        caller.require(Role.INGEST, site);
        return asker(caller, Role.INGEST);
    }

    /** The sites whose cases somebody may see; one at least. */
    static List<String> sites(Caller caller) {
        try {
            List<Site> asOfficer = caller.require(Role.DPO);
            return asOfficer.stream().map(Site::name).toList();
        } catch (AccessRefused notAsOfficer) {
            return Stream.of(caller.require(Role.AUDITOR))
                    .flatMap(List::stream)
                    .map(Site::name)
                    .toList();
        }
    }

    private static Asker asker(Caller caller, Role role) {
        return new Asker(caller.name().orElseThrow(), role.term());
    }
}
