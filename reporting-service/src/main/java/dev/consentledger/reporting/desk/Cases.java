package dev.consentledger.reporting.desk;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where cases are kept. Failures mean that the database cannot be reached. */
public interface Cases {

    /** Keeps a new case, and gives the one that is kept: another one where the id was taken. */
    Uni<Case> open(Case opened);

    Uni<Optional<Case>> find(UUID id);

    /** The cases of some sites: open ones first, by deadline; at most so many. */
    Uni<List<Case>> of(List<String> sites, int max);

    /** Closes a case that is open; one that was closed stays as it is. */
    Uni<Void> close(UUID id, Instant at);
}
