package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.KeyedHash;
import java.nio.ByteBuffer;

/**
 * Stands for a record that could not be read, so that nothing vanishes and nothing stops the line.
 * The hash is keyed, because the record may hold anything, and nobody may find out what by
 * guessing.
 */
public record UnreadableEntry(int shard, long offset, Hash hash) implements Entry {

    public UnreadableEntry {
        if (shard < 0 || offset < 0) {
            throw new IllegalArgumentException("shards and offsets count from 0");
        }
    }

    @Override
    public Kind kind() {
        return Kind.UNREADABLE;
    }

    /** The entry for a record's value, by HMAC-SHA-256 over epoch, shard, offset and value. */
    public static UnreadableEntry of(byte[] key, int epoch, int shard, long offset, byte[] value) {
        byte[] place = ByteBuffer.allocate(16).putInt(epoch).putInt(shard).putLong(offset).array();
        return new UnreadableEntry(shard, offset, KeyedHash.of(key, place, value));
    }
}
