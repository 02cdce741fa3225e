package dev.consentledger.ledger.audit;

import java.util.Optional;

/**
 * How far a shard had come at one moment. None of it is believed.
 *
 * @param topicId Kafka's id of the topic that the shard was filled from
 * @param size in entries
 * @param nextOffset behind the last record that was judged
 * @param root of the tree, as the last append wrote it down
 * @param edge the partial tiles at its right, as they are stored
 * @param newestKept the size of the largest tree that a checkpoint is kept of; 0 where none is
 * @param signed the newest checkpoint, as it is kept apart from all
 */
public record StoredExtent(
        String topicId,
        long size,
        long nextOffset,
        byte[] root,
        byte[] edge,
        long newestKept,
        Optional<Signed> signed) {

    /** A checkpoint, and what is said of it beside its note. */
    public record Signed(long size, byte[] root, byte[] note) {}
}
