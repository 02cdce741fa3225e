package dev.consentledger.reporting.pack;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where orders of packs are kept. Failures mean that the database cannot be reached. */
public interface PackShelf {

    /** Keeps an order; one that is there already stays as it is. */
    Uni<Void> add(PackOrder order, UUID inCase, List<Hash> subjects);

    Uni<Optional<PackStatus>> find(UUID id);

    /** A site's packs, newest first, after one of them; at most so many. */
    Uni<List<PackStatus>> of(String site, Optional<UUID> after, int max);

    /** How many of a site's packs are not made yet. */
    Uni<Long> open(String site);

    /** Ends a pack that is not made yet; others stay as they are. */
    Uni<Void> cancel(UUID id);
}
