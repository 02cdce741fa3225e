package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.ProofDesk;
import dev.consentledger.reporting.desk.ProofQuestion;
import dev.consentledger.reporting.desk.ProofQuestion.Access;
import dev.consentledger.reporting.desk.Whom;
import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofFormats;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Hands out proofs of consent: to officers and auditors, and to visitors their own. */
@Path("/v1")
@Tag(name = "Desk")
public class ProofsResource {

    private final ProofDesk desk;
    private final ProofFormats formats;
    private final Cases cases;
    private final Sites sites;
    private final CurrentCaller caller;
    private final LookUpLimit limit;
    private final Clock clock;

    ProofsResource(
            ProofDesk desk,
            ProofFormats formats,
            Cases cases,
            Sites sites,
            CurrentCaller caller,
            LookUpLimit limit,
            Clock clock) {
        this.desk = desk;
        this.formats = formats;
        this.cases = cases;
        this.sites = sites;
        this.caller = caller;
        this.limit = limit;
        this.clock = clock;
    }

    @POST
    @Path("proofs-of-consent")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proofOfConsent",
            summary = "The proof of one consent, for a regulator",
            description =
                    "The body has site, case and eventId; and, as wanted, asOf, withhold [subject,"
                            + " context, observed], purpose (legal_claim or persons_request, where"
                            + " the person has restricted the use) and format, which else follows"
                            + " from the Accept header. That it was made is recorded in the ledger"
                            + " before it is handed out.")
    @APIResponse(
            responseCode = "200",
            description = "The record in the format asked for",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case or no-such-record")
    @APIResponse(responseCode = "406", description = "Problem no-such-format")
    @APIResponse(
            responseCode = "409",
            description = "Problem case-closed, several-persons or restricted")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description =
                    "Problem not-yet-covered, not-recorded, ledger-unavailable or"
                            + " figures-unavailable")
    public Uni<RestResponse<byte[]>> proof(byte[] body, @Context HttpHeaders headers) {
        ProofRequest request = ProofRequest.read(body);
        Asker asker = Asking.reader(caller.get(), request.site());
        ProofFormat format = format(request, headers);
        limit.take(asker.name());
        return cases.find(request.inCase().orElseThrow())
                .map(found -> question(request, asker, OpenCase.of(request.site(), found)))
                .chain(question -> answer(question, format))
                .onFailure()
                .transform(DeskProblems::of);
    }

    @POST
    @Path("own-record")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "ownRecord",
            summary = "A visitor's own record, for the code that came with the choice",
            description =
                    "The body has site and receiptCode, and format as wanted. Needs no role: the"
                            + " code is the key. That it was asked for is recorded.")
    @APIResponse(
            responseCode = "200",
            description = "The record in the format asked for",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "404", description = "Problem no-such-record")
    @APIResponse(responseCode = "406", description = "Problem no-such-format")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description =
                    "Problem not-yet-covered, not-recorded, ledger-unavailable or"
                            + " figures-unavailable")
    public Uni<RestResponse<byte[]>> ownRecord(
            byte[] body, @Context HttpHeaders headers, @Context HttpServerRequest connection) {
        ProofRequest request = ProofRequest.readOwn(body);
        ProofFormat format = format(request, headers);
        limit.take("visitor at " + connection.remoteAddress().hostAddress());
        // As for a code that opens nothing: nobody learns which sites there are.
        Site site = sites.named(request.site()).orElseThrow(DeskProblems::noSuchRecord);
        ProofQuestion question =
                ProofQuestion.own(site, (Whom.Receipt) request.whom(), clock.instant());
        return answer(question, format).onFailure().transform(DeskProblems::of);
    }

    private ProofFormat format(ProofRequest request, HttpHeaders headers) {
        return FormatChoice.of(formats, request.format(), headers.getAcceptableMediaTypes());
    }

    private ProofQuestion question(ProofRequest request, Asker asker, Case inCase) {
        return new ProofQuestion(
                sites.named(request.site()).orElseThrow(DeskProblems::noSuchRecord),
                Optional.of(inCase),
                request.whom(),
                asker,
                request.asOf().orElseGet(clock::instant),
                request.withheld(),
                request.allowed(),
                Access.PROOF);
    }

    /** A PDF takes its time, which no event loop has. */
    private Uni<RestResponse<byte[]>> answer(ProofQuestion question, ProofFormat format) {
        return desk.prove(question)
                .map(found -> found.orElseThrow(DeskProblems::noSuchRecord))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(proof -> RecordFile.of(proof, format).build());
    }
}
