package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.hash;
import static dev.consentledger.core.entry.FormatFields.id;
import static dev.consentledger.core.entry.FormatFields.time;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;

/** The members of a policy's or a banner's entry, version 1. */
final class PublicationFormat {

    private PublicationFormat() {}

    static void write(PublicationEntry entry, Json.ObjBuilder object) {
        object.put("eventId", entry.eventId().toString())
                .put("site", entry.site())
                .put("version", entry.version())
                .put("sha256", entry.sha256().toHex())
                .put("publishedAt", Timestamps.format(entry.publishedAt()))
                .put("inForceFrom", Timestamps.format(entry.inForceFrom()))
                .put("demonstration", entry.demonstration());
    }

    static PublicationEntry read(Kind kind, Fields fields) throws MalformedJson {
        PublicationEntry entry =
                new PublicationEntry(
                        kind,
                        fields.string("site"),
                        fields.string("version"),
                        hash(fields, "sha256"),
                        time(fields, "publishedAt"),
                        time(fields, "inForceFrom"),
                        fields.bool("demonstration"));
        if (!id(fields, "eventId").equals(entry.eventId())) {
            throw fields.wrongValue("eventId", "this is not the id of that publication");
        }
        return entry;
    }
}
