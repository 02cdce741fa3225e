package dev.consentledger.reporting.http;

import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.access.Role;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.regulator.LinkDesk;
import dev.consentledger.reporting.regulator.LinkTime;
import dev.consentledger.reporting.regulator.RegulatorLink;
import dev.consentledger.reporting.regulator.RegulatorLinks;
import dev.consentledger.reporting.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Issues, lists and revokes regulators' links. Officers do; {@link LinkPageResource} opens them.
 */
@Path(RegulatorLinksResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Regulators' links")
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
public class RegulatorLinksResource {

    static final String PATH = "/v1/regulator-links";

    /** More than a case has; a limit on the size of an answer. */
    private static final int LIST_MAX = 1_000;

    private final LinkDesk desk;
    private final RegulatorLinks links;
    private final Cases cases;
    private final Acts acts;
    private final LinkTime time;
    private final PublicAddress address;
    private final CurrentCaller caller;
    private final LookUpLimit limit;
    private final Clock clock;

    RegulatorLinksResource(
            LinkDesk desk,
            RegulatorLinks links,
            Cases cases,
            Acts acts,
            LinkTime time,
            PublicAddress address,
            CurrentCaller caller,
            LookUpLimit limit,
            Clock clock) {
        this.desk = desk;
        this.links = links;
        this.cases = cases;
        this.acts = acts;
        this.time = time;
        this.address = address;
        this.caller = caller;
        this.limit = limit;
        this.clock = clock;
    }

    /** The links of a case. */
    @Schema(name = "RegulatorLinks")
    public record LinksAnswer(List<LinkAnswer> links) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueRegulatorLink",
            summary = "A link by which a regulator reads one record or pack, without a role",
            description =
                    "The body has site, case, recipient, either record {eventId, and as wanted"
                            + " asOf, withhold, purpose, as in a proof of consent} or pack, the id of"
                            + " an audit pack that is made, and validUntil, a week from now by"
                            + " default. The link is in this answer and never again.")
    @APIResponse(
            responseCode = "201",
            description = "The link",
            content = @Content(schema = @Schema(implementation = LinkAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "404", description = "Problem unknown-case or no-such-record")
    @APIResponse(
            responseCode = "409",
            description = "Problem case-closed, several-persons, restricted or pack-not-done")
    @APIResponse(responseCode = "410", description = "Problem pack-gone")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description =
                    "Problem not-yet-covered, not-recorded, ledger-unavailable or"
                            + " figures-unavailable")
    public Uni<RestResponse<LinkAnswer>> issue(byte[] body, @Context UriInfo uri) {
        LinkRequest request = LinkRequest.read(body);
        Asker asker = Asking.officer(caller.get(), request.site());
        RegulatorLink link = request.link(acts.newId(), asker, time, clock.instant());
        limit.take(asker.name());
        String page = address.of(uri, LinkPageResource.PATH);
        return cases.find(request.inCase())
                .map(found -> OpenCase.of(request.site(), found))
                .chain(inCase -> issue(link, inCase, asker, page))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private Uni<RestResponse<LinkAnswer>> issue(
            RegulatorLink link, Case inCase, Asker asker, String page) {
        return desk.issue(link, inCase, asker)
                .map(code -> code.orElseThrow(DeskProblems::noSuchRecord).behind(page))
                .map(shown -> LinkAnswer.of(link, inCase, clock.instant(), Optional.of(shown)))
                .map(answer -> noStore(RestResponse.Status.CREATED, answer));
    }

    @GET
    @Operation(
            operationId = "regulatorLinks",
            summary = "The links of a case with their uses, newest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 1,000 links",
            content = @Content(schema = @Schema(implementation = LinksAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "404", description = "Problem unknown-case")
    public Uni<RestResponse<LinksAnswer>> list(
            @RestQuery Optional<String> site, @RestQuery("case") Optional<UUID> inCase) {
        String ofSite = site.orElseThrow(() -> missing("site"));
        Asking.reader(caller.get(), ofSite);
        return cases.find(inCase.orElseThrow(() -> missing("case")))
                .map(
                        found ->
                                found.filter(one -> one.site().equals(ofSite))
                                        .orElseThrow(DeskProblems::unknownCase))
                .chain(this::list)
                .onFailure()
                .transform(DeskProblems::of);
    }

    private static RuntimeException missing(String parameter) {
        return DeskProblems.invalidQuestion("the parameter " + parameter + " is missing");
    }

    private Uni<RestResponse<LinksAnswer>> list(Case inCase) {
        return links.of(inCase.id(), LIST_MAX)
                .map(found -> found.stream().map(link -> answer(link, inCase)).toList())
                .map(found -> noStore(RestResponse.Status.OK, new LinksAnswer(found)));
    }

    private LinkAnswer answer(RegulatorLink link, Case inCase) {
        return LinkAnswer.of(link, inCase, clock.instant(), Optional.empty());
    }

    @POST
    @Path("{id}/revoke")
    @Operation(
            operationId = "revokeRegulatorLink",
            summary = "Revokes a link at once",
            description =
                    "Also where the broker is away: then it opens nothing any more, and sending the"
                            + " same again records it.")
    @APIResponse(responseCode = "200", description = "It is revoked")
    @APIResponse(responseCode = "404", description = "Problem unknown-link")
    @APIResponse(responseCode = "503", description = "Problem not-recorded or figures-unavailable")
    public Uni<RestResponse<LinkAnswer>> revoke(@RestPath UUID id) {
        Caller asking = caller.get();
        List<String> sites = asking.require(Role.DPO).stream().map(Site::name).toList();
        return links.find(id)
                .map(
                        found ->
                                found.filter(link -> sites.contains(link.site()))
                                        .orElseThrow(LinkProblems::unknownLink))
                .chain(link -> revoke(link, Asking.officer(asking, link.site())))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private Uni<RestResponse<LinkAnswer>> revoke(RegulatorLink link, Asker asker) {
        return cases.find(link.inCase())
                .map(Optional::orElseThrow)
                .chain(
                        inCase ->
                                desk.revoke(link, inCase, asker)
                                        .map(revoked -> answer(revoked, inCase)))
                .map(answer -> noStore(RestResponse.Status.OK, answer));
    }

    private static <T> RestResponse<T> noStore(RestResponse.Status status, T answer) {
        return RestResponse.ResponseBuilder.create(status, answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
