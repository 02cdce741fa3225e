package dev.consentledger.reporting.http;

import dev.consentledger.core.policy.LeftAlone;
import dev.consentledger.reporting.desk.Case;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp;
import dev.consentledger.reporting.desk.LookUp.Asker;
import dev.consentledger.reporting.desk.LookUps;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Looks persons up. Whom is in the body, so that no address and no log has it. */
@Path("/v1/look-ups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
public class LookUpsResource {

    private final LookUps lookUps;
    private final Cases cases;
    private final CurrentCaller caller;
    private final LookUpLimit limit;
    private final Sites sites;
    private final Clock clock;

    LookUpsResource(
            LookUps lookUps,
            Cases cases,
            CurrentCaller caller,
            LookUpLimit limit,
            Sites sites,
            Clock clock) {
        this.lookUps = lookUps;
        this.cases = cases;
        this.caller = caller;
        this.limit = limit;
        this.sites = sites;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "lookUp",
            summary = "A person's timeline and what holds for them",
            description =
                    "The body has site, case, and by with exactly one of subject, eventId,"
                            + " receiptCode, account and notIdentified; and, as wanted, asOf,"
                            + " knownAt [{shard, nextIndex}], from, to, actions, page {size, after}."
                            + " That somebody looked is recorded in the ledger before the answer.")
    @APIResponse(
            responseCode = "200",
            description = "What was found; also where nothing was",
            content = @Content(schema = @Schema(implementation = LookUpAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case")
    @APIResponse(responseCode = "409", description = "Problem case-closed or several-persons")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description = "Problem not-recorded, ledger-unavailable or figures-unavailable")
    public Uni<RestResponse<LookUpAnswer>> lookUp(byte[] body) {
        LookUpQuestion question = LookUpQuestion.read(body);
        Asker asker = Asking.reader(caller.get(), question.site());
        limit.take(asker.name());
        return cases.find(question.inCase())
                .map(found -> lookUp(question, asker, OpenCase.of(question.site(), found)))
                .chain(this::answer)
                .onFailure()
                .transform(DeskProblems::of);
    }

    private LookUp lookUp(LookUpQuestion question, Asker asker, Case inCase) {
        return new LookUp(
                inCase,
                question.whom(),
                asker,
                question.asOf().orElseGet(clock::instant),
                question.window());
    }

    private Uni<RestResponse<LookUpAnswer>> answer(LookUp question) {
        return lookUps.look(question)
                .map(found -> LookUpAnswer.of(question, found, leftAlone(question)))
                .map(
                        answer ->
                                RestResponse.ResponseBuilder.ok(answer)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .build());
    }

    private LeftAlone leftAlone(LookUp question) {
        return sites.named(question.inCase().site()).orElseThrow().leftAlone();
    }
}
