package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.AccessRefused;
import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.site.Site;

/** Who may see how a site handles consent, without reading about persons. */
final class Overseeing {

    private Overseeing() {}

    /** The site, for its data protection officers, auditors and administrators. */
    static Site site(Caller caller, String site) {
        try {
            return caller.require(Role.ADMINISTRATOR, site);
        } catch (AccessRefused notAsAdministrator) {
            return siteOfReader(caller, site);
        }
    }

    private static Site siteOfReader(Caller caller, String site) {
        try {
            return caller.require(Role.AUDITOR, site);
        } catch (AccessRefused notAsAuditor) {
            return caller.require(Role.DPO, site);
        }
    }
}
