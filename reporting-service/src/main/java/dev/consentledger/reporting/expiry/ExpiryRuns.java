package dev.consentledger.reporting.expiry;

import dev.consentledger.reporting.retention.Schedule;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts a run when its time has come. Thread-safe. */
public final class ExpiryRuns {

    /**
     * How long after its end a grant is left alone. A renewal that was made in time and comes late,
     * out of a queue of a browser that was offline, is not ended by the expiry of what it renews.
     */
    public static final Duration PATIENCE = Duration.ofDays(1);

    private final Sites sites;
    private final Passes passes;
    private final ExpiryRun run;
    private final Schedule schedule;
    private final Clock clock;

    public ExpiryRuns(Sites sites, Passes passes, ExpiryRun run, Schedule schedule, Clock clock) {
        this.sites = sites;
        this.passes = passes;
        this.run = run;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** All that are known. */
    public Uni<List<Pass>> all() {
        return passes.all();
    }

    /** Runs the sites whose time it is, if no other instance is at it. */
    public Uni<Void> look() {
        return passes.all()
                .chain(
                        known ->
                                waiting(known).isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : passes.alone(this::runWaiting));
    }

    private Uni<Void> runWaiting() {
        return passes.all()
                .map(this::waiting)
                .chain(waiting -> waiting.isEmpty() ? Uni.createFrom().voidItem() : run(waiting));
    }

    private Uni<Void> run(List<String> waiting) {
        Instant start = clock.instant();
        return passes.started(waiting, start)
                .chain(() -> run.run(waiting, start.minus(PATIENCE)))
                .chain(tallies -> passes.finished(tallies, clock.instant()));
    }

    private List<String> waiting(List<Pass> known) {
        Instant now = clock.instant();
        return sites.all().stream()
                .map(Site::name)
                .filter(site -> isTime(of(known, site), now))
                .toList();
    }

    private boolean isTime(Pass pass, Instant now) {
        return schedule.isTime(Optional.empty(), pass.startedAt(), pass.finishedAt(), now);
    }

    private static Pass of(List<Pass> known, String site) {
        return known.stream()
                .filter(pass -> pass.site().equals(site))
                .findFirst()
                .orElse(Pass.never(site));
    }
}
