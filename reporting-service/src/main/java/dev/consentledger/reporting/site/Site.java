package dev.consentledger.reporting.site;

import java.time.ZoneId;

/**
 * A site that is reported on.
 *
 * @param name the domain that names it
 * @param timeZone the zone whose days its reports are cut into
 */
public record Site(String name, ZoneId timeZone) {}
