package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the highest checkpoints among all that are read, in any order. Whatever is not signed with
 * a key of the log, or with one that may not sign that size, is passed over. Not thread-safe.
 *
 * <p>Checking a signature takes a millisecond, so only the highest are checked: the others wait
 * until somebody asks, or until there are many.
 */
public final class HighestPublished {

    /** Bounds the memory for what waits; some 300 bytes each. */
    private static final int WAITING_MAX = 1_000;

    /**
     * Ours has some hundred bytes, and cosignatures of some witnesses; whatever is longer is none.
     */
    private static final int NOTE_BYTES_MAX = 8_192;

    private final KeyRing keys;
    private final List<OfShard> shards;

    public HighestPublished(KeyRing keys) {
        this.keys = keys;
        this.shards =
                IntStream.range(0, keys.shards())
                        .mapToObj(shard -> new OfShard(shard, new ArrayList<>(), new ArrayList<>()))
                        .toList();
    }

    /** Takes notice of a published note, whatever it is. */
    public void read(byte[] note) {
        if (note.length > NOTE_BYTES_MAX) {
            return;
        }
        try {
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(note);
            for (OfShard shard : shards) {
                if (checkpoint.checkpoint().origin().equals(keys.origin(shard.number))) {
                    read(shard, checkpoint);
                }
            }
        } catch (MalformedCheckpoint e) {
            // Whoever wrote it: a checkpoint of ours it is not.
        }
    }

    /**
     * The highest of a shard that its keys have signed; several where they have different roots.
     */
    public List<SignedCheckpoint> of(int shard) {
        settle(shards.get(shard));
        return List.copyOf(shards.get(shard).highest);
    }

    private void read(OfShard shard, SignedCheckpoint checkpoint) {
        shard.waiting.add(checkpoint);
        if (shard.waiting.size() >= WAITING_MAX) {
            settle(shard);
        }
    }

    private void settle(OfShard shard) {
        shard.waiting.sort(Comparator.comparingLong(HighestPublished::size).reversed());
        for (SignedCheckpoint checkpoint : shard.waiting) {
            if (size(checkpoint) < shard.size()) {
                break;
            }
            if (!shard.hasSame(checkpoint) && keys.hasSigned(shard.number, checkpoint)) {
                shard.rise(checkpoint);
            }
        }
        shard.waiting.clear();
    }

    private static long size(SignedCheckpoint checkpoint) {
        return checkpoint.checkpoint().size();
    }

    /**
     * @param waiting not checked yet
     * @param highest checked; all of one size, with different roots
     */
    private record OfShard(
            int number, List<SignedCheckpoint> waiting, List<SignedCheckpoint> highest) {

        long size() {
            return highest.isEmpty() ? 0 : HighestPublished.size(highest.get(0));
        }

        boolean hasSame(SignedCheckpoint other) {
            return highest.stream()
                    .map(SignedCheckpoint::checkpoint)
                    .anyMatch(
                            known ->
                                    known.size() == other.checkpoint().size()
                                            && known.root().equals(other.checkpoint().root()));
        }

        void rise(SignedCheckpoint checkpoint) {
            if (HighestPublished.size(checkpoint) > size()) {
                highest.clear();
            }
            highest.add(checkpoint);
        }
    }
}
