package dev.consentledger.reporting.http;

import dev.consentledger.reporting.desk.Order;
import dev.consentledger.reporting.desk.Order.What;
import dev.consentledger.reporting.desk.Orders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Orders holds and restrictions, which take nothing away. Whom is in the body. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Desk")
@APIResponse(responseCode = "202", description = "Ordered; the ledger carries it out in its order")
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
public class OrdersResource {

    private final Orders orders;
    private final OrderDesk desk;

    OrdersResource(Orders orders, OrderDesk desk) {
        this.orders = orders;
        this.desk = desk;
    }

    @POST
    @Path("holds")
    @Operation(
            operationId = "placeHold",
            summary = "Keeps a person's evidence until the hold is lifted",
            description = "The body has site, case, by as in a look-up, and an id for retries.")
    public Uni<RestResponse<OrderAnswer>> placeHold(byte[] body) {
        return give(body, What.PLACE_HOLD);
    }

    @POST
    @Path("holds/lift")
    @Operation(
            operationId = "liftHold",
            summary = "Lifts the hold that was placed for the same case",
            description = "The body is that of placing one. Holds of other cases stay.")
    public Uni<RestResponse<OrderAnswer>> liftHold(byte[] body) {
        return give(body, What.LIFT_HOLD);
    }

    @POST
    @Path("restrictions")
    @Operation(
            operationId = "restrict",
            summary = "Marks a person's evidence as for legal claims only",
            description = "GDPR art. 18. The body has site, case, by, and an id for retries.")
    public Uni<RestResponse<OrderAnswer>> restrict(byte[] body) {
        return give(body, What.RESTRICT);
    }

    @POST
    @Path("restrictions/lift")
    @Operation(
            operationId = "unrestrict",
            summary = "Lifts a person's restriction, whichever case it was for")
    public Uni<RestResponse<OrderAnswer>> unrestrict(byte[] body) {
        return give(body, What.UNRESTRICT);
    }

    private Uni<RestResponse<OrderAnswer>> give(byte[] body, What what) {
        return desk.order(OrderQuestion.read(body), what)
                .chain(this::give)
                .onFailure()
                .transform(DeskProblems::of);
    }

    private Uni<RestResponse<OrderAnswer>> give(Order order) {
        String act = order.what().act().term();
        return orders.give(order)
                .map(
                        persons ->
                                new OrderAnswer(order.id(), act, persons, Optional.empty())
                                        .accepted());
    }
}
