package dev.consentledger.ledger.erasure;

import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The tombstones of the control topic, and which of them the database is not known to have. While
 * it may lack one, nothing personal of that shard is shown: it may have been restored from a backup
 * that is older than the erasure. Thread-safe.
 */
public final class Tombstones {

    private static final Logger LOG = Logger.getLogger(Tombstones.class);

    private final Announcement announcement;
    private final Set<Announced> waiting = new LinkedHashSet<>();
    private final Map<Integer, Long> newestOffsets = new ConcurrentHashMap<>();
    private boolean begun;

    public Tombstones(Announcement announcement) {
        this.announcement = announcement;
    }

    /** Takes notice of a record of the control topic, whatever it is. */
    public void read(byte[] key, byte[] value) {
        if (!Announcement.isOfTombstone(key)) {
            return;
        }
        try {
            Optional<Announced> announced = announcement.read(key, value);
            announced.ifPresent(this::add);
        } catch (MalformedJson e) {
            LOG.errorf(
                    "a tombstone on the control topic is ignored, somebody else has written it: see who may write to the topic record=%s why=%s",
                    Hash.sha256(value), e.reason());
        }
    }

    private synchronized void add(Announced announced) {
        waiting.add(announced);
        newestOffsets.merge(announced.shard(), announced.tombstone().offset(), Math::max);
    }

    /** Says that everything was read that stood on the topic at the start. */
    public synchronized void begin() {
        begun = true;
    }

    /** Those that the database is not known to have. */
    public synchronized List<Announced> waiting() {
        return List.copyOf(waiting);
    }

    /** Says that the database has it. */
    public synchronized void applied(Announced announced) {
        waiting.remove(announced);
    }

    /**
     * Whether a shard may hold evidence that was erased.
     *
     * @param nextOffset up to which the shard has judged its records
     */
    public synchronized boolean isRestoring(int shard, long nextOffset) {
        return !begun
                || newestOffsets.getOrDefault(shard, -1L) >= nextOffset
                || waiting.stream().anyMatch(announced -> announced.shard() == shard);
    }
}
