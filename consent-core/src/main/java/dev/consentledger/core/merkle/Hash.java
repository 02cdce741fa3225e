package dev.consentledger.core.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash: 32 bytes, immutable, written as 64 lower-case hexadecimal digits. */
public final class Hash {

    public static final int LENGTH = 32;

    /** Only ever copied: looking the algorithm up anew takes longer than hashing 64 bytes. */
    private static final MessageDigest FRESH = look();

    private static final byte[] DIGITS = digits();

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        return new Hash(bytes.clone());
    }

    /** SHA-256 over the parts, one after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** Reads 64 lower-case hexadecimal digits; throws {@link IllegalArgumentException} else. */
    public static Hash parse(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw notHex();
        }
        byte[] bytes = new byte[LENGTH];
        for (int at = 0; at < LENGTH; at++) {
            bytes[at] = (byte) (digit(hex.charAt(2 * at)) << 4 | digit(hex.charAt(2 * at + 1)));
        }
        return new Hash(bytes);
    }

    private static int digit(char c) {
        int digit = c < DIGITS.length ? DIGITS[c] : -1;
        if (digit < 0) {
            throw notHex();
        }
        return digit;
    }

    /** The value of each character up to {@code f}; -1 where it is no digit. */
    private static byte[] digits() {
        byte[] digits = new byte['f' + 1];
        Arrays.fill(digits, (byte) -1);
        for (int value = 0; value < 16; value++) {
            digits["0123456789abcdef".charAt(value)] = (byte) value;
        }
        return digits;
    }

    private static IllegalArgumentException notHex() {
        return new IllegalArgumentException("expected 64 lower-case hexadecimal digits");
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }

    private static MessageDigest newDigest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return look();
        }
    }

    private static MessageDigest look() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
