package dev.consentledger.core.log;

import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What makes an entry unique in its shard, for ever: the event id within its site and subject.
 *
 * @param scope the first eight bytes of SHA-256 over site, subject and event id. Because the event
 *     id is in it, the scopes of one subject's events cannot be linked to each other; but whoever
 *     knows a pseudonym can test whether an event was that subject's, so scopes are never published
 */
public record EntryId(UUID eventId, long scope) {

    public static EntryId of(String site, Optional<String> subject, UUID eventId) {
        String text = site + '\0' + subject.orElse("") + '\0' + eventId;
        Hash hash = Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
        return new EntryId(eventId, ByteBuffer.wrap(hash.toBytes()).getLong());
    }
}
