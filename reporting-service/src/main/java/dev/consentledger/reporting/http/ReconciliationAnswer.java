package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.reporting.reconcile.Difference;
import dev.consentledger.reporting.reconcile.Reconciliation;
import dev.consentledger.reporting.reconcile.ShardResult;
import dev.consentledger.reporting.report.Cell;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether the figures are those that the ledger's entries give. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "Reconciliation")
public record ReconciliationAnswer(
        @Schema(
                        description = "never, wanted, running, or what the last one came to",
                        enumeration = {"never", "wanted", "running", "equal", "different"})
                String state,
        @Schema(description = "Of the one that is wanted") Optional<Instant> requestedAt,
        Optional<Instant> startedAt,
        @Schema(description = "Of the last one that was not broken off")
                Optional<Instant> finishedAt,
        @Schema(description = "Entries that the one under way has counted, of how many")
                Optional<JobProgress> progress,
        @Schema(description = "Counts that differ, of all sites") long differences,
        @Schema(description = "What was counted, and the root of the tree of exactly that")
                List<Shard> shards,
        @Schema(description = "Some of the differences, of sites that the caller may read")
                List<Different> listed) {

    /** A shard that was counted. */
    @Schema(name = "ReconciledShard")
    public record Shard(
            int shard,
            long size,
            @Schema(description = "Hexadecimal; RFC 6962, section 2.1") String root,
            long differences) {}

    /** A count that differs. */
    @Schema(name = "ReconciliationDifference")
    public record Different(
            int shard,
            String report,
            String site,
            String category,
            String by,
            String value,
            boolean bot,
            Instant day,
            String measure,
            long inTables,
            long inLedger) {}

    static ReconciliationAnswer of(Reconciliation known, Set<String> sites, Instant now) {
        return new ReconciliationAnswer(
                state(known),
                known.job().requestedAt(),
                known.job().startedAt(),
                known.job().finishedAt(),
                JobProgress.of(known.job(), now),
                known.differences(),
                known.shards().stream().map(ReconciliationAnswer::shard).toList(),
                known.shards().stream()
                        .flatMap(shard -> shard.listed().stream())
                        .filter(difference -> sites.contains(difference.cell().site()))
                        .map(ReconciliationAnswer::different)
                        .toList());
    }

    private static String state(Reconciliation known) {
        if (known.job().isRunning()) {
            return "running";
        }
        if (known.job().requestedAt().isPresent()) {
            return "wanted";
        }
        if (known.job().finishedAt().isEmpty()) {
            return "never";
        }
        return known.differences() == 0 ? "equal" : "different";
    }

    private static Shard shard(ShardResult shard) {
        return new Shard(shard.shard(), shard.size(), shard.root().toHex(), shard.differences());
    }

    private static Different different(Difference difference) {
        Cell cell = difference.cell();
        return new Different(
                difference.shard(),
                cell.report(),
                cell.site(),
                cell.category(),
                cell.dimension().term(),
                cell.value(),
                cell.bot(),
                cell.start(),
                difference.measure(),
                difference.inTables(),
                difference.inLedger());
    }
}
