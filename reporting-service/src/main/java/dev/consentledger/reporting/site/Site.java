package dev.consentledger.reporting.site;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A site that is reported on.
 *
 * @param name the domain that names it
 * @param controller the id of the legal entity that answers for it
 * @param timeZone the zone whose days its reports are cut into
 * @param retention how long the operator keeps what identifies a person (ISO 8601), where it is set
 */
public record Site(String name, String controller, ZoneId timeZone, Optional<String> retention) {}
