package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Which shard a record belongs to. All of a subject's events share one shard and so have one order;
 * events without a subject are spread by their id, so that a busy site is not one hot shard.
 */
public final class Routing {

    private Routing() {}

    /**
     * The key of a record with evidence: SHA-256 over the site, a zero byte, and subject or event
     * id.
     */
    public static Hash subjectKey(String site, Optional<String> subject, UUID eventId) {
        return Hash.sha256(utf8(site + '\0' + subject.orElseGet(eventId::toString)));
    }

    /** The key of what concerns a whole site: SHA-256 over the site. */
    public static Hash siteKey(String site) {
        return Hash.sha256(utf8(site));
    }

    /** The shard of a key: its first eight bytes as an unsigned number, modulo the shards. */
    public static int shardOf(Hash key, int shards) {
        long number = ByteBuffer.wrap(key.toBytes()).getLong();
        return (int) Long.remainderUnsigned(number, shards);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
