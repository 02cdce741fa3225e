package dev.consentledger.reporting.report;

import dev.consentledger.core.entry.KeyedHash;
import dev.consentledger.core.entry.ReceiptCode;
import dev.consentledger.core.entry.ReceiptCodes;
import dev.consentledger.core.entry.Routing;
import dev.consentledger.core.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The hashes by which this service knows persons: it keeps no pseudonym, no account and no receipt
 * code that could be read out of its tables. Thread-safe.
 */
public final class PersonKeys {

    /** No site begins with a zero byte, so that no receipt code is over the same bytes. */
    private static final String ACCOUNT = "\0account";

    private static final String ORDER = "\0order";

    private static final long VERSION_8 = 0x8000L;

    private final KeyedHash keyed;
    private final ReceiptCodes receipts;

    /** Under the key of the receipt codes, which consent-api has, too. */
    public PersonKeys(KeyedHash keyed) {
        this.keyed = keyed;
        this.receipts = new ReceiptCodes(keyed);
    }

    /** The key of a subject's records. */
    public Hash subject(String site, String pseudonym) {
        return Routing.subjectKey(site, Optional.of(pseudonym), new UUID(0, 0));
    }

    /** The key of the records of an event that nobody's pseudonym is known of. */
    public Hash guest(String site, UUID eventId) {
        return Routing.subjectKey(site, Optional.empty(), eventId);
    }

    public ReceiptCode receipt(String site, Optional<String> pseudonym, UUID eventId) {
        return receipts.code(site, pseudonym, eventId);
    }

    /**
     * The id of an order that is the same whoever gives it: a UUID of version 8 (RFC 9562, section
     * 5.8). Keyed, so that nobody tells from it whom the order is about.
     */
    public UUID id(String scope, String... order) {
        String[] texts = new String[order.length + 2];
        texts[0] = ORDER;
        texts[1] = scope;
        System.arraycopy(order, 0, texts, 2, order.length);
        ByteBuffer hash = ByteBuffer.wrap(keyed.of(texts).toBytes());
        long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | VERSION_8;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Keyed, since accounts can be guessed: addresses, or numbers that count up. */
    public Hash account(String site, String account) {
        return keyed.of(ACCOUNT, site, account);
    }
}
