package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.desk.Case;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A case. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Case")
public record CaseAnswer(
        @Schema(description = "The same for the same site and reference") UUID id,
        String site,
        @Schema(description = "Of the controller's files; never a person's name or address")
                String reference,
        @Schema(enumeration = {"access_request", "erasure_request", "complaint", "audit"})
                String kind,
        Instant deadline,
        Instant openedAt,
        String openedBy,
        Optional<Instant> closedAt) {

    static CaseAnswer of(Case found) {
        return new CaseAnswer(
                found.id(),
                found.site(),
                found.reference(),
                found.kind().term(),
                found.deadline(),
                found.openedAt(),
                found.openedBy(),
                found.closedAt());
    }
}
