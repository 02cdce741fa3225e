package dev.consentledger.ledger.audit;

import dev.consentledger.core.log.EntryId;
import dev.consentledger.core.tile.TileCoordinate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks again until the database answers: that it is away says nothing of what it holds. Throws a
 * {@link CancellationException} where the work is to end meanwhile.
 */
final class PatientShards implements StoredShards {

    private static final Logger LOG = Logger.getLogger(PatientShards.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    private final StoredShards stored;
    private final Pace pace;

    PatientShards(StoredShards stored, Pace pace) {
        this.stored = stored;
        this.pace = pace;
    }

    @Override
    public Optional<StoredExtent> extent(int shard) {
        return untilAnswered(() -> stored.extent(shard));
    }

    @Override
    public List<StoredEntry> entries(int shard, long from, long to) {
        return untilAnswered(() -> stored.entries(shard, from, to));
    }

    @Override
    public Optional<byte[]> tile(int shard, TileCoordinate full) {
        return untilAnswered(() -> stored.tile(shard, full));
    }

    @Override
    public List<StoredId> ids(int shard, Collection<UUID> eventIds, long from, long to) {
        return untilAnswered(() -> stored.ids(shard, eventIds, from, to));
    }

    @Override
    public List<StoredId> idsAfter(int shard, EntryId id, int countMax) {
        return untilAnswered(() -> stored.idsAfter(shard, id, countMax));
    }

    @Override
    public List<StoredNote> notes(int shard, long from, long to) {
        return untilAnswered(() -> stored.notes(shard, from, to));
    }

    @Override
    public Optional<String> mismatch(int shard) {
        return untilAnswered(() -> stored.mismatch(shard));
    }

    @Override
    public void keepMismatch(int shard, String what) {
        untilAnswered(
                () -> {
                    stored.keepMismatch(shard, what);
                    return what;
                });
    }

    private <T> T untilAnswered(Supplier<T> question) {
        boolean said = false;
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (!said) {
                    said = true;
                    LOG.warnf("self-audit waits for the database, and goes on then cause=%s", e);
                }
                rest();
            }
        }
    }

    private void rest() {
        try {
            if (pace.rest(RETRY_PAUSE)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CancellationException("stopped");
    }
}
