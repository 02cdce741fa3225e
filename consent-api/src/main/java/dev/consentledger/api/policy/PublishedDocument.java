package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;

/** A document in its canonical bytes (RFC 8785). Immutable. */
public final class PublishedDocument {

    private final Json.Obj tree;
    private final byte[] bytes;
    private final String sha256;

    private PublishedDocument(Json.Obj tree, byte[] bytes) {
        this.tree = tree;
        this.bytes = bytes;
        this.sha256 = Hash.sha256(bytes).toHex();
    }

    static PublishedDocument of(Json.Obj tree) {
        return new PublishedDocument(tree, tree.canonicalBytes());
    }

    /** What it says. */
    Json.Obj tree() {
        return tree;
    }

    /** A copy of the bytes that are hashed and published. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Their SHA-256 in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** Whether this is what a document says, however that one was spelled. */
    public boolean sameAs(Json.Obj other) {
        return equals(of(other));
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
}
