package dev.consentledger.reporting.metrics;

import dev.consentledger.core.entry.Term;
import dev.consentledger.reporting.report.ActionsReport;
import dev.consentledger.reporting.report.Block;
import dev.consentledger.reporting.report.BlockSums;
import dev.consentledger.reporting.report.Counts;
import dev.consentledger.reporting.report.DecisionsReport;
import dev.consentledger.reporting.report.Dimension;
import dev.consentledger.reporting.report.Epoch;
import dev.consentledger.reporting.report.Position;
import dev.consentledger.reporting.report.Projection.Projected;
import dev.consentledger.reporting.report.Slot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is projected, and how far behind. The labels are bounded: shards, and the categories in
 * which sites offer a choice. Thread-safe.
 */
@ApplicationScoped
public class ProjectionMetrics {

    private static final Set<DecisionsReport.Measure> DECISIONS =
            EnumSet.range(DecisionsReport.Measure.GRANTED, DecisionsReport.Measure.NOT_ASKED);
    private static final Set<ActionsReport.Measure> ACTIONS =
            EnumSet.range(ActionsReport.Measure.SHOWN, ActionsReport.Measure.IMPORT);

    private final MeterRegistry registry;
    private final AtomicLongArray nextOffsets;
    private final AtomicLongArray ends;

    ProjectionMetrics(MeterRegistry registry, Epoch epoch) {
        this.registry = registry;
        this.nextOffsets = new AtomicLongArray(epoch.shards());
        this.ends = new AtomicLongArray(epoch.shards());
        for (int shard = 0; shard < epoch.shards(); shard++) {
            int which = shard;
            registry.gauge(
                    "consent_reporting_lag_records",
                    Tags.of("shard", String.valueOf(shard)),
                    this,
                    metrics -> metrics.lag(which));
        }
    }

    private long lag(int shard) {
        return Math.max(0, ends.get(shard) - nextOffsets.get(shard));
    }

    /** The offset that the next record of a shard's partition will have. */
    public void end(int shard, long offset) {
        ends.set(shard, offset);
    }

    /** Where reading of a shard begins. */
    public void at(int shard, Position position) {
        if (shard < nextOffsets.length()) {
            nextOffsets.set(shard, position.nextOffset());
        }
    }

    /** A batch that is committed. */
    public void projected(int shard, Projected projected) {
        at(shard, projected.continuation().after());
        registry.counter("consent_reporting_entries", "shard", String.valueOf(shard))
                .increment(projected.continuation().entries().size());
        projected.changes().counts().forEach(this::count);
    }

    private void count(Block block, BlockSums sums) {
        sums.by(Dimension.ALL).forEach((slot, counts) -> count(block, slot, counts));
    }

    private void count(Block block, Slot slot, Counts counts) {
        if (block.report().equals(DecisionsReport.NAME)) {
            Tags tags = Tags.of("site", block.site(), "category", slot.category());
            count("consent_decisions", tags, "decision", counts, DECISIONS);
        } else if (block.report().equals(ActionsReport.NAME)) {
            Tags tags = Tags.of("site", block.site(), "bot", String.valueOf(slot.bot()));
            count("consent_events", tags, "action", counts, ACTIONS);
        }
    }

    private <M extends Enum<M> & Term> void count(
            String name, Tags tags, String label, Counts counts, Set<M> measures) {
        for (M measure : measures) {
            long more = counts.of(measure);
            if (more > 0) {
                registry.counter(name, tags.and(label, measure.term())).increment(more);
            }
        }
    }
}
