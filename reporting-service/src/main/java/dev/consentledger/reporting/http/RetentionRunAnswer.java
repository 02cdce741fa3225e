package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.retention.RetentionRuns;
import dev.consentledger.reporting.retention.Run;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** What a run of retention deletes, and what the last one came to. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "RetentionRun")
public record RetentionRunAnswer(
        String site,
        @Schema(
                        description =
                                "open: begun, and goes on or was broken off and is begun again",
                        enumeration = {"never", "waiting", "open", "done"})
                String state,
        @Schema(description = "What goes now; the subject last") List<Part> parts,
        Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        @Schema(description = "Of the last run that was not broken off, like the figures")
                Optional<Instant> finishedAt,
        @Schema(description = "Given to the ledger") long orders,
        @Schema(description = "Consents without a subject among what they are about") long guests,
        @Schema(description = "Persons of whom something is due, and a hold is open") long held) {

    /** A part of the evidence, and of which consents it goes. */
    @Schema(name = "RetentionPart")
    public record Part(String part, String kept, Instant endedUntil) {}

    static RetentionRunAnswer of(Run run, Retention retention, Instant now) {
        return new RetentionRunAnswer(
                run.site(),
                state(run),
                List.of(
                        part(PartName.OBSERVED, retention.observed(), now),
                        part(PartName.CONTEXT, retention.context(), now),
                        part(PartName.SUBJECT, retention.subject(), now)),
                run.requestedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.tally().orders(),
                run.tally().guests(),
                run.tally().held());
    }

    private static Part part(PartName name, Period kept, Instant now) {
        Instant until = RetentionRuns.asOf(now).atOffset(ZoneOffset.UTC).minus(kept).toInstant();
        return new Part(name.term(), kept.toString(), until);
    }

    private static String state(Run run) {
        if (run.isOpen()) {
            return "open";
        }
        if (run.requestedAt().isPresent()) {
            return "waiting";
        }
        return run.finishedAt().isPresent() ? "done" : "never";
    }

    RestResponse<RetentionRunAnswer> with(RestResponse.Status status) {
        return RestResponse.ResponseBuilder.create(status, this)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
