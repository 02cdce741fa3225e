package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(ByteBuffer.allocate(16).putInt(epoch).putInt(shard).putLong(offset).flip());
            return new UnreadableEntry(shard, offset, Hash.of(mac.doFinal(value)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
