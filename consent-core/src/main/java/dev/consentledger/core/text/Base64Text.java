package dev.consentledger.core.text;

import dev.consentledger.core.merkle.Hash;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 of RFC 4648, section 4, in its one spelling: with padding, without line ends, and with
 * zeros in the bits that are left over. Pure.
 */
public final class Base64Text {

    private Base64Text() {}

    /** The spelling of these bytes. */
    public static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The spelling of a hash: 44 characters. */
    public static String of(Hash hash) {
        return of(hash.toBytes());
    }

    /** The bytes that are spelled so; absent where it is no spelling, or another than ours. */
    public static Optional<byte[]> read(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // The JDK's decoder forgives missing padding and bits that are left over.
            return of(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The hash that is spelled so; absent where it is no spelling of 32 bytes. */
    public static Optional<Hash> readHash(String text) {
        return read(text).filter(bytes -> bytes.length == Hash.LENGTH).map(Hash::of);
    }
}
