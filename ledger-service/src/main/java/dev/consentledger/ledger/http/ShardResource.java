package dev.consentledger.ledger.http;

import dev.consentledger.ledger.lookup.ShardState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells where the shards stand. */
@Path("/v1/shards")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Ledger")
public class ShardResource {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Supplier<Uni<List<ShardState>>> states;

    ShardResource(Supplier<Uni<List<ShardState>>> states) {
        this.states = states;
    }

    /** All shards of the epoch that were ever opened. */
    @Schema(name = "Shards")
    public record ShardsAnswer(List<ShardAnswer> shards) {}

    /** Where a shard stands. */
    @Schema(name = "Shard")
    public record ShardAnswer(
            int epoch,
            int shard,
            @Schema(description = "Number of its entries") long nextIndex,
            @Schema(description = "First offset of its partition that was not judged yet")
                    long nextOffset,
            @Schema(description = "Number of its entries that the appended topic has for certain")
                    long published,
            @Schema(description = "RFC 6962 root hash of its tree, hex") String root) {

        static ShardAnswer of(ShardState state) {
            return new ShardAnswer(
                    state.epoch(),
                    state.shard(),
                    state.nextIndex(),
                    state.nextOffset(),
                    state.published(),
                    state.root().toHex());
        }
    }

    @GET
    @Operation(
            operationId = "shards",
            summary = "Where the shards stand",
            description =
                    "Each is as it was at one moment. The root is not signed: it is for"
                            + " comparing, and proves nothing to others.")
    @APIResponse(responseCode = "200", description = "The shards, by number")
    @APIResponse(responseCode = "503", description = "Problem ledger-unavailable")
    public Uni<ShardsAnswer> shards() {
        return states.get()
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .onFailure()
                .transform(Problems::unavailable)
                .map(all -> new ShardsAnswer(all.stream().map(ShardAnswer::of).toList()));
    }
}
