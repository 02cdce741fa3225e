package dev.consentledger.core.statement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Operators' statements in the order of the control topic, and which of them counts: of those about
 * one gap only ever the first, and that one once the topic begins no earlier than it goes on. Later
 * statements come behind it, and a topic's beginning only grows; so what has counted once counts in
 * every replay, whatever was stated or has expired since. No rule that passes over the first one
 * while it does not fit yet can say that. For one thread.
 */
public final class GapStatements {

    private final Set<SignedStatement> inOrder = new LinkedHashSet<>();
    private int changes;

    /**
     * The place of a gap.
     *
     * @param origin of the shard's log
     * @param topicId Kafka's id of the records topic
     * @param from the first missing offset
     */
    public record Place(String origin, String topicId, long from) {

        static Place of(GapStatement statement) {
            return new Place(statement.origin(), statement.topicId(), statement.from());
        }
    }

    /** Takes the next one of the topic; one that is there stays where it is. */
    public void add(SignedStatement signed) {
        if (inOrder.add(signed)) {
            changes++;
        }
    }

    /** Takes back those that the topic does not have any more. */
    public void removeIf(Predicate<SignedStatement> gone) {
        if (inOrder.removeIf(gone)) {
            changes++;
        }
    }

    public boolean has(SignedStatement signed) {
        return inOrder.contains(signed);
    }

    /** Another number means that there is something new. */
    public int changes() {
        return changes;
    }

    /** Those about one gap. Only the first of them can count. */
    public List<SignedStatement> about(Place place) {
        return inOrder.stream()
                .filter(signed -> Place.of(signed.statement()).equals(place))
                .toList();
    }

    /**
     * The statement that counts now.
     *
     * @param begin the first offset that the topic still has
     */
    public Optional<SignedStatement> counting(Place place, long begin) {
        return about(place).stream().findFirst().filter(first -> fits(first.statement(), begin));
    }

    private static boolean fits(GapStatement statement, long begin) {
        return statement.to() <= begin;
    }
}
