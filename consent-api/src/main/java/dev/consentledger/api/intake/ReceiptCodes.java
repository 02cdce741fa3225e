package dev.consentledger.api.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the code that only the visitor gets and that opens their own record: the first 128 bits of
 * HMAC-SHA-256 over the site, a zero byte and the event id, in Crockford's base 32, in groups of
 * four. Every retry gets the same code, and nothing is stored. Thread-safe.
 */
public final class ReceiptCodes {

    /** What the hash can carry; a shorter key would be the weakest part. */
    public static final int KEY_LENGTH_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODE_BYTES = 16;
    private static final int BITS_PER_SYMBOL = 5;
    private static final int SYMBOLS_PER_GROUP = 4;

    private final Mac keyed;

    /**
     * With a secret that never changes; another one gives other codes.
     *
     * @param key at least {@link #KEY_LENGTH_MIN} bytes
     */
    public ReceiptCodes(byte[] key) {
        if (key.length < KEY_LENGTH_MIN) {
            throw new IllegalArgumentException("a receipt key has at least 32 bytes");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    public String code(String site, UUID eventId) {
        try {
            Mac mac = (Mac) keyed.clone();
            return spell(mac.doFinal((site + '\0' + eventId).getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HMAC-SHA-256 can be cloned", e);
        }
    }

    private static String spell(byte[] hash) {
        StringBuilder code = new StringBuilder();
        int symbols = (CODE_BYTES * 8 + BITS_PER_SYMBOL - 1) / BITS_PER_SYMBOL;
        for (int symbol = 0; symbol < symbols; symbol++) {
            if (symbol > 0 && symbol % SYMBOLS_PER_GROUP == 0) {
                code.append('-');
            }
            int value = 0;
            for (int i = 0; i < BITS_PER_SYMBOL; i++) {
                value = value << 1 | bit(hash, symbol * BITS_PER_SYMBOL + i);
            }
            code.append(ALPHABET.charAt(value));
        }
        return code.toString();
    }

    /** Bits from the highest on; those after the code's last byte are 0. */
    private static int bit(byte[] hash, int index) {
        return index < CODE_BYTES * 8 ? hash[index / 8] >> (7 - index % 8) & 1 : 0;
    }
}
