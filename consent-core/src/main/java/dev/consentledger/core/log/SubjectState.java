package dev.consentledger.core.log;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the acts about a subject have led to so far. Immutable.
 *
 * @param erasedAt the latest time of the subject's tombstones
 * @param holds those that are open, by their tags
 */
public record SubjectState(Optional<Instant> erasedAt, Set<UUID> holds) {

    /** Nothing was ever done about the subject. */
    public static final SubjectState UNTOUCHED = new SubjectState(Optional.empty(), Set.of());

    public SubjectState {
        holds = Set.copyOf(holds);
    }

    /** Whether nothing of the subject's evidence may be erased. */
    boolean isHeld() {
        return !holds.isEmpty();
    }

    /** Whether what happened then was to be erased, although it comes only now. */
    boolean isErasedAt(Instant time) {
        return erasedAt.filter(time::isBefore).isPresent();
    }

    /** With one more tombstone. */
    public SubjectState erased(Instant at) {
        return new SubjectState(
                Optional.of(erasedAt.filter(before -> before.isAfter(at)).orElse(at)), holds);
    }

    /** With a hold that is open. */
    public SubjectState placed(UUID hold) {
        Set<UUID> more = new HashSet<>(holds);
        more.add(hold);
        return new SubjectState(erasedAt, more);
    }

    SubjectState lifted(UUID hold) {
        Set<UUID> fewer = new HashSet<>(holds);
        fewer.remove(hold);
        return new SubjectState(erasedAt, fewer);
    }
}
