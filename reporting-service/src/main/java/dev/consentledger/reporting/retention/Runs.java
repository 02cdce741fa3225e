package dev.consentledger.reporting.retention;

import dev.consentledger.reporting.retention.Run.Tally;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What is remembered of runs. Failures mean that the database is away. */
public interface Runs {

    /** All sites' that ever had one or were to have one. */
    Uni<List<Run>> all();

    /** That somebody wants one; once, until it is finished. */
    Uni<Void> request(String site, Instant at);

    Uni<Void> started(String site, Instant at);

    /** What was asked for since the start is still wanted. */
    Uni<Void> finished(String site, Instant start, Instant at, Tally tally);

    /** Works where no other instance does at the same time; else does nothing. */
    Uni<Void> alone(Supplier<Uni<Void>> work);
}
