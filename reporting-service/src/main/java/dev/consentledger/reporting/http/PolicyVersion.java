package dev.consentledger.reporting.http;

import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a site's policy. */
public record PolicyVersion(
        String version,
        String sha256,
        Instant inForceFrom,
        @Schema(description = "Constructed to show something; the site never published it")
                boolean demonstration) {

    static PolicyVersion of(Policy policy) {
        return new PolicyVersion(
                policy.version(),
                policy.sha256().toHex(),
                policy.inForceFrom(),
                policy.demonstration());
    }
}
