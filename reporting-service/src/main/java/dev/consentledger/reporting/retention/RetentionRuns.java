package dev.consentledger.reporting.retention;

import dev.consentledger.core.policy.Retention;
import dev.consentledger.reporting.site.Site;
import dev.consentledger.reporting.site.Sites;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Starts the runs whose time has come, one after the other. Thread-safe. */
public final class RetentionRuns {

    private final Sites sites;
    private final Runs runs;
    private final RetentionRun run;
    private final Schedule schedule;
    private final Clock clock;

    public RetentionRuns(Sites sites, Runs runs, RetentionRun run, Schedule schedule, Clock clock) {
        this.sites = sites;
        this.runs = runs;
        this.run = run;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** The beginning of the day, so that two runs of one day order the same. */
    public static Instant asOf(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    /** That somebody wants a run. */
    public Uni<Run> request(String site) {
        return runs.request(site, clock.instant()).chain(() -> of(site));
    }

    /** The last run of a site. */
    public Uni<Run> of(String site) {
        return runs.all().map(known -> of(known, site));
    }

    /** All that are known. */
    public Uni<List<Run>> all() {
        return runs.all();
    }

    /** Runs one site, if it is the time of one and no other instance is at it. */
    public Uni<Void> look() {
        return runs.all()
                .chain(
                        known ->
                                next(known).isPresent()
                                        ? runs.alone(this::runNext)
                                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> runNext() {
        return runs.all()
                .chain(
                        known ->
                                next(known)
                                        .map(this::run)
                                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Optional<Site> next(List<Run> known) {
        Instant now = clock.instant();
        return sites.all().stream()
                .filter(site -> site.retention().isPresent())
                .filter(site -> schedule.isTime(of(known, site.name()), now))
                .findFirst();
    }

    private Uni<Void> run(Site site) {
        Instant start = clock.instant();
        Retention retention = site.retention().orElseThrow();
        return runs.started(site.name(), start)
                .chain(() -> run.run(site.name(), retention, asOf(start)))
                .chain(tally -> runs.finished(site.name(), start, clock.instant(), tally));
    }

    private static Run of(List<Run> known, String site) {
        return known.stream()
                .filter(run -> run.site().equals(site))
                .findFirst()
                .orElse(Run.never(site));
    }
}
