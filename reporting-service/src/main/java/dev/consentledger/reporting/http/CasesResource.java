package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.access.AccessRefused;
import dev.consentledger.reporting.access.Caller;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.CaseBook;
import dev.consentledger.reporting.desk.CaseBook.Opened;
import dev.consentledger.reporting.desk.CaseKind;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The cases that everything at the desk belongs to. */
@Path("/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
public class CasesResource {

    /** More than anybody has open; a limit on the size of an answer. */
    private static final int LIST_MAX = 1_000;

    private final CaseBook book;
    private final Cases cases;
    private final CurrentCaller caller;
    private final Clock clock;

    CasesResource(CaseBook book, Cases cases, CurrentCaller caller, Clock clock) {
        this.book = book;
        this.cases = cases;
        this.caller = caller;
        this.clock = clock;
    }

    /** Some cases. */
    @Schema(name = "Cases")
    public record CasesAnswer(List<CaseAnswer> cases) {}

    /** The body that opens a case. */
    private record Wanted(
            String site, String reference, CaseKind kind, Optional<Instant> deadline) {

        static Wanted read(Fields fields) throws MalformedJson {
            String reference = fields.string("reference");
            if (!Case.isReference(reference)) {
                throw fields.wrongValue("reference", "expected " + Case.REFERENCE_WORDS);
            }
            return new Wanted(
                    fields.string("site"),
                    reference,
                    Term.parse(CaseKind.class, fields.string("kind"))
                            .orElseThrow(
                                    () ->
                                            fields.wrongValue(
                                                    "kind",
                                                    "expected access_request, erasure_request,"
                                                            + " complaint or audit")),
                    DeskBody.time(fields, "deadline"));
        }

        Case by(Asker asker, Instant now) {
            return new Case(
                    Case.id(site, reference),
                    site,
                    reference,
                    kind,
                    deadline.orElseGet(() -> Case.deadlineAfter(now)),
                    now,
                    asker.name(),
                    Optional.empty());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openCase",
            summary = "Opens a case",
            description =
                    "The body has site, reference, kind, and a deadline, which is a month from now by"
                            + " default. A reference is a number of your files and never a name."
                            + " Opening a case a second time gives the one that is open.")
    @APIResponse(
            responseCode = "201",
            description = "The case is open",
            content = @Content(schema = @Schema(implementation = CaseAnswer.class)))
    @APIResponse(responseCode = "200", description = "It was open before")
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "409", description = "Problem reference-taken")
    @APIResponse(responseCode = "503", description = "Problem not-recorded")
    public Uni<RestResponse<CaseAnswer>> open(byte[] body) {
        Wanted wanted = DeskBody.read(body, Wanted::read);
        Asker asker = Asking.officer(caller.get(), wanted.site());
        return book.open(wanted.by(asker, clock.instant()), asker)
                .map(CasesResource::answer)
                .onFailure()
                .transform(DeskProblems::of);
    }

    private static RestResponse<CaseAnswer> answer(Opened opened) {
        RestResponse.Status status =
                opened.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return RestResponse.ResponseBuilder.create(status, CaseAnswer.of(opened.opened()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Operation(
            operationId = "cases",
            summary = "The cases of your sites, open ones first, by deadline")
    @APIResponse(responseCode = "200", description = "At most 1,000 cases")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    public Uni<CasesAnswer> list() {
        return cases.of(Asking.sites(caller.get()), LIST_MAX)
                .map(found -> new CasesAnswer(found.stream().map(CaseAnswer::of).toList()))
                .onFailure()
                .transform(DeskProblems::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "case", summary = "One case")
    @APIResponse(responseCode = "200", description = "The case")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case")
    public Uni<CaseAnswer> get(@RestPath UUID id) {
        Caller asking = caller.get();
        Asking.sites(asking);
        return find(id, asking).map(CaseAnswer::of).onFailure().transform(DeskProblems::of);
    }

    @POST
    @Path("{id}/close")
    @Operation(operationId = "closeCase", summary = "Closes a case; nothing is done in it any more")
    @APIResponse(responseCode = "200", description = "The case is closed")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case")
    @APIResponse(responseCode = "503", description = "Problem not-recorded")
    public Uni<CaseAnswer> close(@RestPath UUID id) {
        Caller asking = caller.get();
        Asking.sites(asking);
        return find(id, asking)
                .chain(found -> close(found, asking))
                .map(CaseAnswer::of)
                .onFailure(failure -> !(failure instanceof AccessRefused))
                .transform(DeskProblems::of);
    }

    private Uni<Case> close(Case found, Caller asking) {
        return book.close(found, Asking.officer(asking, found.site()));
    }

    /** A case of another site is as unknown as one that does not exist. */
    private Uni<Case> find(UUID id, Caller asking) {
        return cases.find(id)
                .map(
                        found ->
                                found.filter(c -> mayRead(asking, c))
                                        .orElseThrow(DeskProblems::unknownCase));
    }

    private static boolean mayRead(Caller asking, Case found) {
        try {
            Asking.reader(asking, found.site());
            return true;
        } catch (AccessRefused refused) {
            return false;
        }
    }
}
