package dev.consentledger.reporting.expiry;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is remembered of runs. Failures mean that the database is away. */
public interface Passes {

    /** All sites' that ever had one. */
    Uni<List<Pass>> all();

    Uni<Void> started(Collection<String> sites, Instant at);

    Uni<Void> finished(Map<String, Tally> tallies, Instant at);

    /** Works where no other instance does at the same time; else does nothing. */
    Uni<Void> alone(Supplier<Uni<Void>> work);
}
