package dev.consentledger.reporting.pack;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A pack that was ordered, and how far it is.
 *
 * @param done places in the ledger that were looked at, of so many
 * @param entries of them that are in the pack
 * @param startedAt of the present attempt, or of the last one
 * @param subjects the keys of whom it is about; none where it is about a period, or not any more
 */
public record PackStatus(
        PackOrder order,
        UUID inCase,
        List<Hash> subjects,
        PackState state,
        long done,
        long of,
        long entries,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<FileSum> file) {

    public PackStatus {
        subjects = List.copyOf(subjects);
    }

    /** The file that came out. */
    public record FileSum(long bytes, Hash sha256) {}

    /** Places that are looked at in a second, of the present attempt; none before it has begun. */
    public OptionalLong perSecond(Instant now) {
        Instant until = finishedAt.orElse(now);
        return startedAt.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        done
                                * 1_000
                                / Math.max(1, Duration.between(startedAt.get(), until).toMillis()));
    }

    /** When it is done, if it goes on as it has; none where that cannot be said. */
    public Optional<Instant> expectedEnd(Instant now) {
        OptionalLong perSecond = perSecond(now);
        return state == PackState.RUNNING && perSecond.orElse(0) > 0
                ? Optional.of(now.plusSeconds((of - done) / perSecond.getAsLong()))
                : Optional.empty();
    }
}
