package dev.consentledger.ledger.lookup;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells what became of an event. An id that is not in the ledger may still wait on the topic; that
 * cannot be excluded before the ledger has everything that was there when the question was asked.
 */
public final class EventLookup {

    private final Function<UUID, Uni<Found>> ledger;
    private final Supplier<Uni<Boolean>> recordsWait;

    /**
     * @param recordsWait whether the records topic holds records that the ledger does not have yet
     */
    public EventLookup(Function<UUID, Uni<Found>> ledger, Supplier<Uni<Boolean>> recordsWait) {
        this.ledger = ledger;
        this.recordsWait = recordsWait;
    }

    /** What is known of the event; empty while it may be waiting. */
    public Uni<Optional<Found>> find(UUID eventId) {
        return ledger.apply(eventId).chain(found -> found.isEmpty() ? again(eventId) : is(found));
    }

    private Uni<Optional<Found>> again(UUID eventId) {
        return recordsWait.get().chain(waiting -> waiting ? mayWait(eventId) : settled(eventId));
    }

    private Uni<Optional<Found>> mayWait(UUID eventId) {
        return ledger.apply(eventId)
                .map(found -> found.isEmpty() ? Optional.empty() : Optional.of(found));
    }

    private Uni<Optional<Found>> settled(UUID eventId) {
        return ledger.apply(eventId).map(Optional::of);
    }

    private static Uni<Optional<Found>> is(Found found) {
        return Uni.createFrom().item(Optional.of(found));
    }
}
