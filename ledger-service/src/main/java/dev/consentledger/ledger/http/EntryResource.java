package dev.consentledger.ledger.http;

import dev.consentledger.core.entry.EventIds;
import dev.consentledger.ledger.lookup.EventLookup;
import dev.consentledger.ledger.lookup.Found;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells what became of an event. */
@Path("/v1/entries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
public class EntryResource {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final EventLookup lookup;

    EntryResource(EventLookup lookup) {
        this.lookup = lookup;
    }

    @GET
    @Path("{eventId}")
    @Operation(
            operationId = "entry",
            summary = "What became of an event",
            description =
                    "An accepted event is waiting until the ledger has it, and appended from then"
                            + " on. Has nothing of the evidence.")
    @APIResponse(
            responseCode = "200",
            description = "The event is appended; or waiting, with Retry-After",
            content = @Content(schema = @Schema(implementation = EntryAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-event-id")
    @APIResponse(responseCode = "404", description = "Problem entry-not-found")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<EntryAnswer>> entry(
            @Parameter(
                            description = "The id that the client gave the event",
                            example = "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e")
                    @PathParam("eventId")
                    String eventId) {
        UUID id = EventIds.parse(eventId).orElseThrow(Problems::invalidEventId);
        return lookup.find(id)
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .onFailure()
                .transform(Problems::unavailable)
                .map(found -> answer(id, found));
    }

    private static RestResponse<EntryAnswer> answer(UUID id, Optional<Found> found) {
        if (found.isEmpty()) {
            return RestResponse.ResponseBuilder.ok(EntryAnswer.waiting(id))
                    .header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS)
                    .build();
        }
        if (found.get().isEmpty()) {
            throw Problems.entryNotFound();
        }
        return RestResponse.ok(EntryAnswer.appended(id, found.get()));
    }
}
