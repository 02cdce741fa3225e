package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A document in its canonical bytes (RFC 8785). Immutable. */
public final class PublishedDocument {

    private final byte[] bytes;
    private final String sha256;

    private PublishedDocument(byte[] bytes) {
        this.bytes = bytes;
        this.sha256 = hash(bytes);
    }

    static PublishedDocument of(Json.Obj tree) {
        return new PublishedDocument(tree.canonicalBytes());
    }

    /** A copy of the bytes that are hashed and published. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Their SHA-256 in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublishedDocument document && Arrays.equals(bytes, document.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "document sha256=" + sha256;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
