package dev.consentledger.reporting.http;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Acts;
import dev.consentledger.reporting.desk.Link;
import dev.consentledger.reporting.desk.LookUp.Asker;
import io.smallrye.mutiny.Uni;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Takes from a site's server which subjects, its devices' pseudonyms, are of which account. */
@Path("/v1/links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
@APIResponse(responseCode = "202", description = "The ledger will have it")
@APIResponse(responseCode = "400", description = "Problem invalid-question")
@APIResponse(responseCode = "401", description = "Problem credentials-missing")
@APIResponse(responseCode = "403", description = "Problem role-missing")
@APIResponse(responseCode = "503", description = "Problem not-recorded")
public class LinksResource {

    private final Acts acts;
    private final CurrentCaller caller;

    LinksResource(Acts acts, CurrentCaller caller) {
        this.acts = acts;
        this.caller = caller;
    }

    /** The body, which names a person and therefore says nothing of itself. */
    private record Wanted(String site, String subject, String account, Optional<UUID> id) {

        static Wanted read(Fields fields) throws MalformedJson {
            return new Wanted(
                    fields.string("site"),
                    WhomReader.name(fields, "subject"),
                    WhomReader.name(fields, "account"),
                    DeskBody.optionalId(fields, "id"));
        }

        @Override
        public String toString() {
            return "Wanted[...]";
        }
    }

    @POST
    @Operation(
            operationId = "link",
            summary = "Links a subject to an account of the site",
            description = "The body has site, subject, account, and an id for retries.")
    public Uni<RestResponse<OrderAnswer>> link(byte[] body) {
        return record(body, true);
    }

    @POST
    @Path("undo")
    @Operation(operationId = "unlink", summary = "Undoes the link of a subject and an account")
    public Uni<RestResponse<OrderAnswer>> undo(byte[] body) {
        return record(body, false);
    }

    private Uni<RestResponse<OrderAnswer>> record(byte[] body, boolean linked) {
        Wanted wanted = DeskBody.read(body, Wanted::read);
        Asker asker = Asking.linker(caller.get(), wanted.site());
        Link link =
                new Link(
                        wanted.id().orElseGet(acts::newId),
                        wanted.site(),
                        wanted.subject(),
                        wanted.account(),
                        linked);
        return acts.link(link, asker)
                .replaceWith(() -> answer(link))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private static RestResponse<OrderAnswer> answer(Link link) {
        String act = link.act().term();
        return new OrderAnswer(link.id(), act, 1, Optional.empty()).accepted();
    }
}
