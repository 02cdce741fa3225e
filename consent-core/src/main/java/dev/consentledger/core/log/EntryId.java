package dev.consentledger.core.log;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What makes an entry unique in its shard, for ever: the event id within its site and subject.
 *
 * @param scope the first eight bytes of SHA-256 over site, subject and event id; it tells nothing
 *     of the subject once the subject is erased, because the event id is in it
 */
public record EntryId(UUID eventId, long scope) {

    public static EntryId of(String site, Optional<String> subject, UUID eventId) {
        String text = site + '\0' + subject.orElse("") + '\0' + eventId;
        Hash hash = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
        return new EntryId(eventId, ByteBuffer.wrap(hash.toBytes()).getLong());
    }
}
