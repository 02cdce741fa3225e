package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.regulator.LinkScope.OnePack;
import dev.consentledger.reporting.regulator.LinkScope.OneRecord;
import dev.consentledger.reporting.regulator.RegulatorLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A regulator's link, as its officer sees it. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "RegulatorLink")
public record LinkAnswer(
        UUID id,
        String site,
        @JsonProperty("case") UUID inCase,
        @Schema(description = "What it lets somebody read, or the pack")
                Optional<RecordScope> record,
        @Schema(description = "The id of the pack that it lets somebody read") Optional<UUID> pack,
        @Schema(description = "The authority that it is for") String recipient,
        @Schema(enumeration = {"open", "expired", "revoked", "case_closed"}) String state,
        Instant validUntil,
        Instant issuedAt,
        String issuedBy,
        Optional<Instant> revokedAt,
        @Schema(description = "How often something was handed out for it") long uses,
        Optional<Instant> lastUsedAt,
        @Schema(description = "The link itself, given once, with the answer that issues it")
                Optional<String> link) {

    /** What it lets somebody read. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "RegulatorLinkRecord")
    public record RecordScope(UUID eventId, Optional<Instant> asOf, List<String> withheld) {

        static RecordScope of(OneRecord scope) {
            return new RecordScope(
                    scope.eventId(),
                    scope.asOf(),
                    scope.withheld().stream().sorted().map(Term::term).toList());
        }
    }

    static LinkAnswer of(RegulatorLink found, Case inCase, Instant now, Optional<String> link) {
        return new LinkAnswer(
                found.id(),
                found.site(),
                found.inCase(),
                found.scope() instanceof OneRecord record
                        ? Optional.of(RecordScope.of(record))
                        : Optional.empty(),
                found.scope() instanceof OnePack one ? Optional.of(one.pack()) : Optional.empty(),
                found.recipient(),
                found.ended(inCase, now).map(Term::term).orElse("open"),
                found.validUntil(),
                found.issuedAt(),
                found.issuedBy(),
                found.revokedAt(),
                found.uses(),
                found.lastUsedAt(),
                link);
    }
}
