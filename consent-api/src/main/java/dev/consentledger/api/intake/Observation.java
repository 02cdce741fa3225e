package dev.consentledger.api.intake;

import dev.consentledger.core.json.Json;
import java.util.Optional;

/**
 * What the server saw of a request. The address that it came from is not here, so that it cannot be
 * kept.
 *
 * @param userAgent the header as it was sent
 * @param globalPrivacyControl whether the header {@code Sec-GPC: 1} was there
 * @param origin the page's origin, where a browser said one
 * @param ownPage whether the page is one of this service's own
 */
public record Observation(
        Optional<String> userAgent,
        boolean globalPrivacyControl,
        Optional<String> origin,
        boolean ownPage) {

    /** A request that tells nothing about itself. */
    public static Observation none() {
        return new Observation(Optional.empty(), false, Optional.empty(), false);
    }

    /** The part of the evidence: browser and system in broad terms. */
    Json.Obj evidence(Optional<UserAgent> agent) {
        Json.ObjBuilder value = Json.object();
        agent.ifPresent(seen -> seen.addTo(value));
        if (globalPrivacyControl) {
            value.put("globalPrivacyControl", true);
        }
        return value.putIfPresent("origin", origin).build();
    }
}
