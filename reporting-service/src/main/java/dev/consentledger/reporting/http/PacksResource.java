package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.AccessRefused;
import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.PackDesk;
import dev.consentledger.reporting.desk.PackNotDone;
import dev.consentledger.reporting.pack.PackFiles;
import dev.consentledger.reporting.pack.PackShelf;
import dev.consentledger.reporting.pack.PackState;
import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Audit packs: ordered, looked at, cancelled and handed out. */
@Path("/v1/audit-packs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
public class PacksResource {

    private static final int LIST_MAX = 100;

    private final PackDesk desk;
    private final PackShelf shelf;
    private final PackFiles files;
    private final Cases cases;
    private final Sites sites;
    private final CurrentCaller caller;
    private final LookUpLimit limit;
    private final Clock clock;

    PacksResource(
            PackDesk desk,
            PackShelf shelf,
            PackFiles files,
            Cases cases,
            Sites sites,
            CurrentCaller caller,
            LookUpLimit limit,
            Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.files = files;
        this.cases = cases;
        this.sites = sites;
        this.caller = caller;
        this.limit = limit;
        this.clock = clock;
    }

    /** Some packs. */
    @Schema(name = "AuditPacks")
    public record PacksAnswer(List<PackAnswer> packs) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "orderPack",
            summary = "Orders an audit pack of a person, or of a site and a period",
            description =
                    "The body has site, case and either of {subject, eventId, receiptCode or"
                            + " account} or period {from, to}; and, as wanted, withhold [subject,"
                            + " context, observed], purpose (legal_claim or persons_request), and"
                            + " sample {seed, perMillion}. It is made as a job; that it was ordered"
                            + " is recorded in the ledger first.")
    @APIResponse(
            responseCode = "202",
            description = "It is ordered; Location says where it is looked at",
            content = @Content(schema = @Schema(implementation = PackAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question or invalid-period")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case or no-such-record")
    @APIResponse(
            responseCode = "409",
            description = "Problem case-closed, several-persons or restricted")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups or too-many-packs")
    @APIResponse(
            responseCode = "503",
            description = "Problem not-recorded, ledger-unavailable or figures-unavailable")
    public Uni<RestResponse<PackAnswer>> order(byte[] body) {
        PackRequest request = PackRequest.read(body);
        Asker asker = Asking.reader(caller.get(), request.site());
        limit.take(asker.name());
        return cases.find(request.inCase())
                .map(found -> OpenCase.of(request.site(), found))
                .map(inCase -> request.wish(inCase, asker, zone(request.site())))
                .chain(desk::order)
                .map(ordered -> accepted(ordered.orElseThrow(DeskProblems::noSuchRecord)))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private ZoneId zone(String site) {
        return sites.named(site).orElseThrow(DeskProblems::noSuchRecord).timeZone();
    }

    private RestResponse<PackAnswer> accepted(PackStatus pack) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, PackAnswer.of(pack, clock.instant()))
                .location(URI.create("/v1/audit-packs/" + pack.order().id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Operation(
            operationId = "packs",
            summary = "The audit packs of a site, newest first",
            description = "At most 100; after takes the id of the last one of the page before.")
    @APIResponse(responseCode = "200", description = "A page of packs")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    public Uni<PacksAnswer> list(@RestQuery String site, @RestQuery Optional<UUID> after) {
        Asking.reader(caller.get(), site == null ? "" : site);
        return shelf.of(site, after, LIST_MAX)
                .map(found -> found.stream().map(p -> PackAnswer.of(p, clock.instant())).toList())
                .map(PacksAnswer::new)
                .onFailure()
                .transform(DeskProblems::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "pack", summary = "One audit pack, and how far it is")
    @APIResponse(responseCode = "200", description = "The pack")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-pack")
    public Uni<PackAnswer> get(@RestPath UUID id) {
        return find(id).map(pack -> PackAnswer.of(pack, clock.instant()))
                .onFailure()
                .transform(DeskProblems::of);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelPack",
            summary = "Ends a pack that is not made yet; others stay as they are")
    @APIResponse(responseCode = "200", description = "The pack as it is now")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-pack")
    public Uni<PackAnswer> cancel(@RestPath UUID id) {
        Caller asking = caller.get();
        return find(id).chain(pack -> shelf.cancel(pack.order().id()))
                .chain(() -> find(id, asking))
                .map(pack -> PackAnswer.of(pack, clock.instant()))
                .onFailure()
                .transform(DeskProblems::of);
    }

    @GET
    @Path("{id}/file")
    @Produces("application/zip")
    @Operation(
            operationId = "packFile",
            summary = "The file of an audit pack",
            description = "That it was downloaded is recorded in the ledger first.")
    @APIResponse(
            responseCode = "200",
            description = "The pack",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-pack")
    @APIResponse(responseCode = "409", description = "Problem pack-not-done")
    @APIResponse(responseCode = "410", description = "Problem pack-gone")
    @APIResponse(responseCode = "503", description = "Problem not-recorded")
    public Uni<RestResponse<java.nio.file.Path>> file(@RestPath UUID id) {
        Caller asking = caller.get();
        return find(id).chain(pack -> file(pack, asking)).onFailure().transform(DeskProblems::of);
    }

    private Uni<RestResponse<java.nio.file.Path>> file(PackStatus pack, Caller asking) {
        if (pack.state() != PackState.DONE) {
            throw new PackNotDone(pack.state());
        }
        java.nio.file.Path file = files.find(pack.order().id()).orElseThrow(PackProblems::gone);
        Asker asker = Asking.reader(asking, pack.order().site());
        return cases.find(pack.inCase())
                .map(found -> found.orElseThrow(DeskProblems::unknownCase))
                .chain(inCase -> desk.download(pack, inCase, asker))
                .replaceWith(() -> RecordFile.of(pack, file).build());
    }

    private Uni<PackStatus> find(UUID id) {
        return find(id, caller.get());
    }

    /** A pack of another site is as unknown as one that does not exist. */
    private Uni<PackStatus> find(UUID id, Caller asking) {
        Asking.sites(asking);
        return shelf.find(id)
                .map(
                        found ->
                                found.filter(pack -> mayRead(asking, pack))
                                        .orElseThrow(PackProblems::unknown));
    }

    private static boolean mayRead(Caller asking, PackStatus pack) {
        try {
            Asking.reader(asking, pack.order().site());
            return true;
        } catch (AccessRefused refused) {
            return false;
        }
    }
}
