package dev.consentledger.reporting.job;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.function.Supplier;

/** What is remembered of one kind of work. Failures mean that the database is away. */
public interface Jobs {

    /** That somebody wants it; once, until it is finished. */
    Uni<Void> request(Instant at);

    Uni<Void> started(Instant at);

    /** How far it is. */
    Uni<Void> progress(long done, long total);

    /** Works where no other instance does at the same time; else does nothing. */
    Uni<Void> alone(Supplier<Uni<Void>> work);
}
