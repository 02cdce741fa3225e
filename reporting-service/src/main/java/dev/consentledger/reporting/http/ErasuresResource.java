package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.ErasureReason;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.reporting.desk.Order;
import dev.consentledger.reporting.desk.Order.What;
import dev.consentledger.reporting.desk.Orders;
import dev.consentledger.reporting.report.Epoch;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/** Orders erasures, once what else could be done was shown, and tells what became of them. */
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
public class ErasuresResource {

    private static final String CONFIRMATION = "erase";

    private final Orders orders;
    private final OrderDesk desk;
    private final CurrentCaller caller;
    private final Epoch epoch;

    ErasuresResource(Orders orders, OrderDesk desk, CurrentCaller caller, Epoch epoch) {
        this.orders = orders;
        this.desk = desk;
        this.caller = caller;
        this.epoch = epoch;
    }

    /** The body. */
    private record Wanted(OrderQuestion question, ErasureReason reason, boolean confirmed) {

        static Wanted read(Fields fields) throws MalformedJson {
            return new Wanted(OrderQuestion.read(fields), readReason(fields), readConfirm(fields));
        }

        private static ErasureReason readReason(Fields fields) throws MalformedJson {
            return Term.parse(ErasureReason.class, fields.string("reason"))
                    .orElseThrow(
                            () ->
                                    fields.wrongValue(
                                            "reason",
                                            "expected no_longer_needed, withdrawn, objected,"
                                                    + " unlawful, legal_duty or child"));
        }

        private static boolean readConfirm(Fields fields) throws MalformedJson {
            Optional<String> word = fields.optionalString("confirm");
            if (word.isPresent() && !word.get().equals(CONFIRMATION)) {
                throw fields.wrongValue("confirm", "expected " + CONFIRMATION);
            }
            return word.isPresent();
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "erase",
            summary = "Erases what is kept of a person, or says first what that would do",
            description =
                    "The body has site, case, by as in a look-up, reason (no_longer_needed,"
                            + " withdrawn, objected, unlawful, legal_duty or child) and an id for"
                            + " retries. Nothing is erased without confirm: erase.")
    @APIResponse(
            responseCode = "200",
            description = "Not confirmed: what it would do, and what else can be done",
            content = @Content(schema = @Schema(implementation = ErasurePreviewAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "Ordered",
            content = @Content(schema = @Schema(implementation = OrderAnswer.class)))
    @APIResponse(responseCode = "400", description = "Problem invalid-question")
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(responseCode = "404", description = "Problem unknown-case or no-record")
    @APIResponse(
            responseCode = "409",
            description = "Problem case-closed, several-persons, no-pseudonym or id-taken")
    @APIResponse(responseCode = "429", description = "Problem too-many-look-ups")
    @APIResponse(
            responseCode = "503",
            description = "Problem not-recorded, ledger-unavailable or figures-unavailable")
    public Uni<? extends RestResponse<?>> erase(byte[] body) {
        Wanted wanted = DeskBody.read(body, Wanted::read);
        Uni<Order> order = desk.order(wanted.question(), What.erase(wanted.reason()));
        return (wanted.confirmed() ? order.chain(this::give) : order.chain(this::preview))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private Uni<RestResponse<?>> preview(Order order) {
        return orders.preview(order).map(found -> noStore(ErasurePreviewAnswer.of(order, found)));
    }

    private Uni<RestResponse<?>> give(Order order) {
        String site = URLEncoder.encode(order.inCase().site(), StandardCharsets.UTF_8);
        Optional<String> receipt =
                Optional.of("/v1/erasures/%s?site=%s".formatted(order.id(), site));
        return orders.give(order)
                .map(
                        persons ->
                                new OrderAnswer(order.id(), CONFIRMATION, persons, receipt)
                                        .accepted());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "erasure",
            summary = "What became of an order to erase, and what remains where",
            description = "Waiting until the ledger has it; so is an id that was never given.")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(schema = @Schema(implementation = ErasureAnswer.class)))
    @APIResponse(responseCode = "401", description = "Problem credentials-missing")
    @APIResponse(responseCode = "403", description = "Problem role-missing")
    @APIResponse(
            responseCode = "503",
            description = "Problem ledger-unavailable or figures-unavailable")
    public Uni<RestResponse<?>> receipt(@RestPath UUID id, @RestQuery Optional<String> site) {
        String ofSite =
                site.orElseThrow(
                        () -> DeskProblems.invalidQuestion("the parameter site is missing"));
        Asking.reader(caller.get(), ofSite);
        return orders.receipt(ofSite, id)
                .<RestResponse<?>>map(found -> noStore(ErasureAnswer.of(id, found, epoch)))
                .onFailure()
                .transform(DeskProblems::of);
    }

    private static RestResponse<?> noStore(Object answer) {
        return RestResponse.ResponseBuilder.ok(answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
