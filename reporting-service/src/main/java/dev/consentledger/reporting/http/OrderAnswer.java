package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** That an order or a link is on its way to the ledger and cannot be lost. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Order")
public record OrderAnswer(
        @Schema(description = "Of the order, and of each of its entries") UUID id,
        @Schema(description = "What is done, in the word of the entries") String act,
        @Schema(description = "Each has an entry of their own") int persons,
        @Schema(description = "Where to ask what became of it") Optional<String> receipt) {

    RestResponse<OrderAnswer> accepted() {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, this)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
