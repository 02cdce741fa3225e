package dev.consentledger.ledger.lookup;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells what became of an event. An id that is not in the ledger may still be on the records topic;
 * that is excluded only when the ledger has judged everything that was there when the question was
 * asked. The answer waits a little for that, so that it is a definite one under load, too.
 */
public final class EventLookup {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 20;

    private final Function<UUID, Uni<Found>> ledger;
    private final Supplier<Uni<Map<Integer, Long>>> endOffsets;
    private final Function<Map<Integer, Long>, Uni<Boolean>> behind;

    /**
     * @param endOffsets where the records topic ends, by shard
     * @param behind whether the ledger has not judged all records below these offsets yet
     */
    public EventLookup(
            Function<UUID, Uni<Found>> ledger,
            Supplier<Uni<Map<Integer, Long>>> endOffsets,
            Function<Map<Integer, Long>, Uni<Boolean>> behind) {
        this.ledger = ledger;
        this.endOffsets = endOffsets;
        this.behind = behind;
    }

    /**
     * What is known of the event; empty while it may be waiting. Takes some two seconds at most.
     */
    public Uni<Optional<Found>> find(UUID eventId) {
        return ledger.apply(eventId)
                .chain(found -> found.isEmpty() ? onceJudged(eventId) : definite(found));
    }

    private Uni<Optional<Found>> onceJudged(UUID eventId) {
        return endOffsets.get().chain(ends -> look(eventId, ends, LOOKS_MAX));
    }

    private Uni<Optional<Found>> look(UUID eventId, Map<Integer, Long> ends, int looks) {
        // The order matters: first whether all is judged, then what there is.
        return behind.apply(ends).chain(isBehind -> look(eventId, ends, looks, isBehind));
    }

    private Uni<Optional<Found>> look(
            UUID eventId, Map<Integer, Long> ends, int looks, boolean isBehind) {
        return ledger.apply(eventId)
                .chain(
                        found ->
                                isBehind && found.isEmpty()
                                        ? lookAgain(eventId, ends, looks)
                                        : definite(found));
    }

    private Uni<Optional<Found>> lookAgain(UUID eventId, Map<Integer, Long> ends, int looks) {
        if (looks == 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .chain(() -> look(eventId, ends, looks - 1));
    }

    private static Uni<Optional<Found>> definite(Found found) {
        return Uni.createFrom().item(Optional.of(found));
    }
}
