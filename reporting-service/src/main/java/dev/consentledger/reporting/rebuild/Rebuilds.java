package dev.consentledger.reporting.rebuild;

import dev.consentledger.reporting.job.Job;
import dev.consentledger.reporting.job.Jobs;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What is remembered of rebuilds. Failures mean that the database is away. */
public interface Rebuilds extends Jobs {

    Uni<Job> get();

    /** What was asked for since the start is still wanted. */
    Uni<Void> finished(Instant start, Instant at);
}
