package dev.consentledger.core.log;

import dev.consentledger.core.merkle.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Makes the tags of subjects, of their holds and of the key itself: the first 128 bits of
 * HMAC-SHA-256 under the ledger key. Thread-safe; pure.
 */
public final class SubjectTags {

    private final byte[] key;

    public SubjectTags(byte[] ledgerKey) {
        this.key = ledgerKey.clone();
    }

    /** Over {@code subject}, the site and the pseudonym, with a zero byte between them. */
    public SubjectTag of(String site, String pseudonym) {
        return new SubjectTag(tag("subject\0" + site + '\0' + pseudonym));
    }

    /** Of a subject's hold for a case, over {@code hold}, the subject's tag and the case. */
    UUID ofHold(SubjectTag subject, String forCase) {
        return tag("hold\0" + subject.value() + '\0' + forCase);
    }

    /** Of the key alone, over {@code key}: two keys that have the same are one. */
    public UUID ofKey() {
        return tag("key");
    }

    private UUID tag(String text) {
        ByteBuffer hash =
                ByteBuffer.wrap(KeyedHash.of(key, text.getBytes(StandardCharsets.UTF_8)).toBytes());
        return new UUID(hash.getLong(), hash.getLong());
    }
}
