package dev.consentledger.api.policy;

import dev.consentledger.core.policy.Retention;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;

/**
 * What the operator has set for one site.
 *
 * @param site the domain that names it
 * @param controller the id of the controller in its policies
 * @param origins web origins whose pages may send consents, without a slash at the end
 * @param timeZone the zone whose days its reports are cut into
 * @param defaultJurisdiction the jurisdiction of a visitor where the client names none
 * @param grace for how long after a version was replaced a grant under it still counts
 * @param recordNotices whether notices are recorded although the site asks for no consent
 * @param retention how long evidence is kept after a consent has ended
 */
public record SiteSettings(
        String site,
        String controller,
        List<String> origins,
        ZoneId timeZone,
        String defaultJurisdiction,
        Period grace,
        boolean recordNotices,
        Retention retention) {

    public SiteSettings {
        origins = List.copyOf(origins);
    }
}
