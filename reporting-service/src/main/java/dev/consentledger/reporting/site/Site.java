package dev.consentledger.reporting.site;

import java.time.ZoneId;

/**
 * A site that is reported on.
 *
 * @param name the domain that names it
 * @param controller the id of the legal entity that answers for it
 * @param timeZone the zone whose days its reports are cut into
 */
public record Site(String name, String controller, ZoneId timeZone) {}
