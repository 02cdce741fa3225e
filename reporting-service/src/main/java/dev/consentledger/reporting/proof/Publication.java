package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;

/**
 * A policy or a banner as it was published: the entry that published it, and the document as it is
 * kept. Whether the document is the published one is for the checks to say. Immutable.
 */
public final class Publication {

    private final Proved<PublicationEntry> published;
    private final byte[] document;

    public Publication(Proved<PublicationEntry> published, byte[] document) {
        this.published = published;
        this.document = document.clone();
    }

    public Proved<PublicationEntry> published() {
        return published;
    }

    /** The document's bytes. */
    public byte[] document() {
        return document.clone();
    }

    /** The hash of the bytes that are kept. */
    public Hash documentHash() {
        return Hash.sha256(document);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Publication same
                && published.equals(same.published)
                && Arrays.equals(document, same.document);
    }

    @Override
    public int hashCode() {
        return 31 * published.hashCode() + Arrays.hashCode(document);
    }
}
