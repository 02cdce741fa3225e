package dev.consentledger.ledger.http;

import dev.consentledger.core.tile.BundleCoordinate;
import dev.consentledger.core.tile.EntryBundle;
import dev.consentledger.core.tile.TileCoordinate;
import dev.consentledger.core.tile.TilePath;
import dev.consentledger.ledger.reading.LogId;
import dev.consentledger.ledger.reading.PublishedLog;
import dev.consentledger.ledger.witness.WitnessSettings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Serves each shard's log as others read logs (C2SP tlog-tiles, section "APIs"): its checkpoint,
 * and the tiles and entry bundles that this checkpoint covers.
 */
@Path("/logs/{epoch}/{shard}")
@Tag(name = "Log")
@SecurityScheme(
        securitySchemeName = LogResource.AUDITOR,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The auditor's token, for entry bundles that are not open to all")
public class LogResource {

    /** How the OpenAPI document names the token. */
    static final String AUDITOR = "auditor";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";
    private static final String NO_CACHE = "no-cache";
    private static final String NEVER_CHANGES = "max-age=604800, immutable";

    /** What is not covered now may be in a second, so nobody may remember it for longer. */
    private static final String NOT_YET = "public, max-age=1";

    private final PublishedLog published;
    private final EntryAccess access;
    private final WitnessSettings witnesses;

    LogResource(PublishedLog published, EntryAccess access, WitnessSettings witnesses) {
        this.published = published;
        this.access = access;
        this.witnesses = witnesses;
    }

    @GET
    @Path("checkpoint")
    @Operation(
            operationId = "checkpoint",
            summary = "The newest checkpoint of a log",
            description = "A signed note (C2SP tlog-checkpoint): origin, size and root.")
    @Parameter(name = "epoch", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "shard", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            description = "The signed note",
            content = @Content(mediaType = "text/plain"))
    @APIResponse(responseCode = "404", description = "Problem log-not-found")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<byte[]>> checkpoint(@Context HttpServerRequest request) {
        return Answers.inTime(published.newestCheckpoint(log(request, "checkpoint")))
                .map(note -> note.orElseThrow(LogResource::logNotFound))
                .map(note -> ok(note, TEXT, NO_CACHE).build());
    }

    @GET
    @Path("cosigned-checkpoint")
    @Operation(
            operationId = "cosignedCheckpoint",
            summary = "The newest checkpoint of a log that a witness has cosigned",
            description =
                    "The same form. It is older than the newest one where the log has grown since"
                            + " its witnesses were asked.")
    @Parameter(name = "epoch", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "shard", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            description = "The signed note with its cosignatures",
            content = @Content(mediaType = "text/plain"))
    @APIResponse(
            responseCode = "404",
            description = "Problem not-yet-cosigned with Retry-After, or no-witness")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<byte[]>> cosignedCheckpoint(@Context HttpServerRequest request) {
        return Answers.inTime(published.newestCosigned(log(request, "cosigned-checkpoint")))
                .map(note -> note.orElseThrow(() -> CosigningProblems.notYetCosigned(witnesses)))
                .map(note -> ok(note, TEXT, NO_CACHE).build());
    }

    private static LogId log(HttpServerRequest request, String what) {
        return LogPath.parse(request.path())
                .filter(known -> known.rest().equals(what))
                .map(LogPath::log)
                .orElseThrow(LogResource::logNotFound);
    }

    @GET
    @Path("tile/{tile:.+}")
    @SecurityRequirementsSet(@SecurityRequirement(name = AUDITOR))
    @SecurityRequirementsSet
    @Operation(
            operationId = "tile",
            summary = "A tile of a log, or a bundle of its entries",
            description =
                    "`<level>/<index>[.p/<width>]` has hashes, `entries/<index>[.p/<width>]` the"
                            + " entries themselves (C2SP tlog-tiles); those are for auditors unless"
                            + " the operator has opened them. Only what the newest checkpoint"
                            + " covers.")
    @Parameter(name = "epoch", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "shard", in = ParameterIn.PATH, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "tile",
            in = ParameterIn.PATH,
            description = "In its one spelling, slashes and all",
            example = "0/000.p/1",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The bytes; a bundle is compressed for whoever accepts gzip",
            content = @Content(mediaType = BYTES))
    @APIResponse(responseCode = "401", description = "Problem auditor-token-missing or -wrong")
    @APIResponse(responseCode = "403", description = "Problem entries-closed")
    @APIResponse(responseCode = "404", description = "Problem tile-not-found")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<RestResponse<byte[]>> tile(@Context HttpServerRequest request) {
        LogPath path = LogPath.parse(request.path()).orElseThrow(LogResource::tileNotFound);
        TilePath tile = TilePath.parse(path.rest()).orElseThrow(LogResource::tileNotFound);
        return tile instanceof BundleCoordinate bundle
                ? bundle(path.log(), bundle, request)
                : hashes(path.log(), (TileCoordinate) tile);
    }

    private Uni<RestResponse<byte[]>> hashes(LogId log, TileCoordinate coordinate) {
        return Answers.inTime(published.tile(log, coordinate))
                .map(bytes -> bytes.orElseThrow(LogResource::tileNotFound))
                .map(bytes -> ok(bytes, BYTES, "public, " + NEVER_CHANGES).build());
    }

    private Uni<RestResponse<byte[]>> bundle(
            LogId log, BundleCoordinate coordinate, HttpServerRequest request) {
        access.require(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)));
        String codings = String.join(",", request.headers().getAll(HttpHeaders.ACCEPT_ENCODING));
        boolean gzip = Gzip.isAccepted(codings);
        // A bundle may have 16 MB: its encoding is no work for an event loop.
        return Answers.inTime(published.entries(log, coordinate))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(entries -> bundle(entries, gzip));
    }

    private RestResponse<byte[]> bundle(List<byte[]> entries, boolean gzip) {
        if (entries.isEmpty()) {
            throw tileNotFound();
        }
        byte[] bundle = EntryBundle.encode(entries);
        String scope = access.isOpen() ? "public, " : "private, ";
        RestResponse.ResponseBuilder<byte[]> answer =
                ok(gzip ? Gzip.compress(bundle) : bundle, BYTES, scope + NEVER_CHANGES)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return (gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer).build();
    }

    private static RestResponse.ResponseBuilder<byte[]> ok(
            byte[] bytes, String type, String cacheControl) {
        return RestResponse.ResponseBuilder.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, type)
                // Said here so that it is said to HEAD, too.
                .header(HttpHeaders.CONTENT_LENGTH, bytes.length)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl);
    }

    private static HttpProblem logNotFound() {
        return Problems.problem("log-not-found", Status.NOT_FOUND, "There is no such log")
                .withDetail(
                        "There is no log at this path, or nothing of it was signed yet. Logs are at"
                                + " /logs/<epoch>/<shard>/checkpoint, numbers without leading zeros.")
                .withHeader(HttpHeaders.CACHE_CONTROL, NOT_YET)
                .build();
    }

    private static HttpProblem tileNotFound() {
        return Problems.problem("tile-not-found", Status.NOT_FOUND, "There is no such tile")
                .withDetail(
                        "This path is spelled as none of a tile or an entry bundle, or the log's"
                                + " newest checkpoint does not cover it. Compare the path with C2SP"
                                + " tlog-tiles, and the width with the checkpoint's size.")
                .withHeader(HttpHeaders.CACHE_CONTROL, NOT_YET)
                .build();
    }
}
