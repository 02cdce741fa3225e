package dev.consentledger.reporting.site;

import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.core.policy.Retention;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A site that is reported on.
 *
 * @param name the domain that names it
 * @param controller the id of the legal entity that answers for it
 * @param timeZone the zone whose days its reports are cut into
 * @param leftAlone how long nobody is asked again who has refused
 * @param retention how long the operator keeps what identifies a person, where it is set
 */
public record Site(
        String name,
        String controller,
        ZoneId timeZone,
        LeftAlone leftAlone,
        Optional<Retention> retention) {}
