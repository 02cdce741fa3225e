package dev.consentledger.ledger.http;

import dev.consentledger.core.entry.EventIds;
import dev.consentledger.ledger.reading.CheckpointChoice;
import dev.consentledger.ledger.reading.EntryChoice;
import dev.consentledger.ledger.reading.LogProofs;
import dev.consentledger.ledger.reading.ProofOutcome;
import dev.consentledger.ledger.witness.WitnessSettings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Proves that the ledger has an event's entry. */
@Path("/v1/proofs")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Tag(name = "Log")
public class ProofResource {

    /** The longest that a checkpoint waits for what was appended. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private final LogProofs proofs;
    private final WitnessSettings witnesses;

    ProofResource(LogProofs proofs, WitnessSettings witnesses) {
        this.proofs = proofs;
        this.witnesses = witnesses;
    }

    @GET
    @Path("{eventId}")
    @Operation(
            operationId = "proof",
            summary = "The proof that the ledger has an event",
            description =
                    "With the entry as JSON, or without it as a .tlog-proof file (C2SP tlog-proof)."
                            + " Has nothing of the evidence.")
    @APIResponse(
            responseCode = "200",
            description = "The proof",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "Problem invalid-event-id or -parameter")
    @APIResponse(
            responseCode = "404",
            description =
                    "Problem not-yet-covered or not-yet-cosigned, with Retry-After; no-witness,"
                            + " entry-not-found, or checkpoint-not-found")
    @APIResponse(responseCode = "409", description = "Problem several-entries")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<String>> proof(
            @Parameter(
                            description = "The id that the client gave the event",
                            example = "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e")
                    @PathParam("eventId")
                    String eventId,
            @Parameter(
                            description =
                                    "newest; earliest: that of the smallest tree that has the entry;"
                                            + " cosigned: the earliest that a witness has cosigned;"
                                            + " or the size of one")
                    @QueryParam("checkpoint")
                    @DefaultValue("newest")
                    String checkpoint,
            @Parameter(
                            description = "json or tlog-proof; else what the Accept header says",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"json", "tlog-proof"}))
                    @QueryParam("format")
                    String format,
            @Parameter(
                            description = "Where several subjects used one id: of which shard",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("shard")
                    String shard,
            @Parameter(
                            description = "Likewise: at which index",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("index")
                    String index,
            @Context HttpHeaders headers) {
        UUID id = EventIds.parse(eventId).orElseThrow(Problems::invalidEventId);
        CheckpointChoice under =
                CheckpointChoice.parse(checkpoint).orElseThrow(ProofResource::invalidCheckpoint);
        EntryChoice which =
                new EntryChoice(
                        Parameters.number("shard", Optional.ofNullable(shard)),
                        Parameters.number("index", Optional.ofNullable(index)));
        ProofFormat form =
                Optional.ofNullable(format)
                        .map(name -> ProofFormat.parse(name).orElseThrow(ProofResource::noFormat))
                        .orElseGet(() -> ProofFormat.preferred(headers.getAcceptableMediaTypes()));
        return Answers.inTime(proofs.prove(id, which, under))
                .map(outcome -> answer(id, outcome, form));
    }

    private RestResponse<String> answer(UUID id, ProofOutcome outcome, ProofFormat form) {
        if (outcome instanceof ProofOutcome.Proved proved) {
            return RestResponse.ResponseBuilder.ok(form.text(proved.proof()))
                    .header(HttpHeaders.CONTENT_TYPE, form.mediaType())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"%s.%s\"".formatted(id, form.extension()))
                    .build();
        }
        if (outcome instanceof ProofOutcome.Several several) {
            throw severalEntries(several);
        }
        if (outcome instanceof ProofOutcome.NotYetCovered) {
            throw notYetCovered();
        }
        if (outcome instanceof ProofOutcome.NotYetCosigned) {
            throw CosigningProblems.notYetCosigned(witnesses);
        }
        throw outcome instanceof ProofOutcome.NoSuchCheckpoint
                ? checkpointNotFound()
                : Problems.entryNotFound();
    }

    private static HttpProblem invalidCheckpoint() {
        return Problems.invalidParameter(
                "checkpoint",
                "Give newest, earliest, cosigned or a checkpoint's size, such as 300.");
    }

    private static HttpProblem noFormat() {
        return Problems.invalidParameter("format", "Give json or tlog-proof.");
    }

    /**
     * RFC 9110, section 15.5.5: there is no current representation, and the client can only wait.
     */
    private static HttpProblem notYetCovered() {
        return Problems.problem(
                        "not-yet-covered", Status.NOT_FOUND, "No checkpoint covers the event yet")
                .withDetail(
                        "An event that was accepted waits to be appended, and then to be covered by"
                                + " a signed checkpoint. Try again in %s s."
                                        .formatted(RETRY_AFTER_SECONDS))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HttpProblem checkpointNotFound() {
        return Problems.problem(
                        "checkpoint-not-found",
                        Status.NOT_FOUND,
                        "There is no such checkpoint of the entry's log")
                .withDetail(
                        "No checkpoint of this size is kept, or its tree does not have the entry"
                                + " yet. Ask for the newest or the earliest.")
                .withHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static HttpProblem severalEntries(ProofOutcome.Several several) {
        return Problems.problem(
                        "several-entries", Status.CONFLICT, "Several subjects used this event id")
                .withDetail(
                        "A proof is of one entry. Say which with the parameters shard and index.")
                .with("entries", several.places())
                .build();
    }
}
