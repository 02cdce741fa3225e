package dev.consentledger.core.entry;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the code that only the visitor gets and that opens their own record: the first 128 bits of
 * HMAC-SHA-256 over the site, a zero byte, the subject or nothing, a zero byte, and the event id.
 * The subject is in it, because whoever knows an id can send an event of another subject under it,
 * and would get the code of the first. Every retry gets the same code, and nothing is stored by who
 * hands it out. Thread-safe.
 */
public final class ReceiptCodes {

    private final KeyedHash keyed;

    /** Under a secret that never changes; another one gives other codes. */
    public ReceiptCodes(KeyedHash keyed) {
        this.keyed = keyed;
    }

    public ReceiptCode code(String site, Optional<String> subject, UUID eventId) {
        byte[] hash = keyed.of(site, subject.orElse(""), eventId.toString()).toBytes();
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new ReceiptCode(new UUID(bits.getLong(), bits.getLong()));
    }
}
