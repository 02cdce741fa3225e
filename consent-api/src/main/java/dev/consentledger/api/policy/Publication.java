package dev.consentledger.api.policy;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.PublicationEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;

/** A policy's or a banner's document and the entry of its publication, which is made of it. */
public record Publication(PublicationEntry entry, PublishedDocument document) {

    /**
     * The publication of a document that fits its schema.
     *
     * @throws IllegalStateException when it does not
     */
    public static Publication of(Kind kind, PublishedDocument document) {
        try {
            return read(kind, document);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a document that was checked cannot be read", e);
        }
    }

    /**
     * The publication of a document that somebody else has checked.
     *
     * @throws MalformedJson when it lacks what an entry needs
     */
    public static Publication read(Kind kind, Json.Obj document) throws MalformedJson {
        return read(kind, PublishedDocument.of(document));
    }

    private static Publication read(Kind kind, PublishedDocument document) throws MalformedJson {
        Fields fields = Fields.of(document.tree());
        try {
            return new Publication(
                    new PublicationEntry(
                            kind,
                            fields.string("site"),
                            fields.string("version"),
                            Hash.parse(document.sha256()),
                            Timestamps.parse(fields.string("publishedAt")),
                            Timestamps.parse(fields.string("inForceFrom")),
                            fields.bool("demonstration")),
                    document);
        } catch (DateTimeException e) {
            throw fields.wrongValue("inForceFrom", "a time is such as 2026-01-12T00:00:00.000Z");
        }
    }
}
