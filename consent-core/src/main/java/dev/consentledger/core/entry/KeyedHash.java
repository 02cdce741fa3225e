package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under a secret that never changes: what can be guessed cannot be tried
 * out by whoever has no key. Thread-safe.
 */
public final class KeyedHash {

    /** What the hash can carry; a shorter key would be the weakest part. */
    public static final int KEY_LENGTH_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

    private final Mac keyed;

    /**
     * @param key at least {@link #KEY_LENGTH_MIN} bytes
     */
    public KeyedHash(byte[] key) {
        if (key.length < KEY_LENGTH_MIN) {
            throw new IllegalArgumentException("a key has at least 32 bytes");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /**
     * Reads a key's text: hexadecimal digits, base64 or base64url. Empty where it is none of them,
     * or shorter than {@link #KEY_LENGTH_MIN} bytes.
     */
    public static Optional<byte[]> readKey(String text) {
        try {
            byte[] key =
                    HEX.matcher(text).matches()
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return Optional.of(key).filter(bytes -> bytes.length >= KEY_LENGTH_MIN);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The hash of texts, with a zero byte between each two. */
    public Hash of(String... texts) {
        try {
            Mac mac = (Mac) keyed.clone();
            String all = String.join("\0", texts);
            return Hash.of(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HMAC-SHA-256 can be cloned", e);
        }
    }
}
