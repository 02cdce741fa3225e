package dev.consentledger.reporting.http;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.AskAgainList;
import dev.consentledger.reporting.desk.Cases;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists whom a new version of a policy would have asked again. */
@Path("/v1/ask-again-lists")
@Produces("application/x-ndjson")
@Tag(name = "Desk")
public class AskAgainListsResource {

    private final AskAgainList list;
    private final Cases cases;
    private final CurrentCaller caller;
    private final LookUpLimit limit;

    AskAgainListsResource(AskAgainList list, Cases cases, CurrentCaller caller, LookUpLimit limit) {
        this.list = list;
        this.cases = cases;
        this.caller = caller;
        this.limit = limit;
    }

    private record Wanted(String site, UUID inCase, Optional<String> category) {

        static Wanted read(Fields fields) throws MalformedJson {
            return new Wanted(
                    fields.string("site"),
                    DeskBody.id(fields, "case"),
                    fields.optionalString("category"));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askAgainList",
            summary = "Everybody whose grants do not cover the policy in force, line by line",
            description =
                    "The body has site, case, and the category if only one is wanted. That the list was asked for is recorded in the ledger before its first line.")
    @APIResponse(
            responseCode = "200",
            description = "A JSON object in each line; the last one has the end")
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case")
    @APIResponse(responseCode = "409", description = "Problem case-closed")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description = "Problem not-recorded, ledger-unavailable or figures-unavailable")
    public Multi<AskAgainLines.Line> list(byte[] body) {
        Wanted wanted = DeskBody.read(body, Wanted::read);
        Asker asker = Asking.officer(caller.get(), wanted.site());
        limit.take(asker.name());
        return cases.find(wanted.inCase())
                .map(found -> OpenCase.of(wanted.site(), found))
                .onItem()
                .transformToMulti(
                        inCase -> AskAgainLines.of(list.of(inCase, asker, wanted.category())))
                .onFailure()
                .transform(DeskProblems::of);
    }
}
