package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.hash;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;

/** The members of an entry that stands for an unreadable record, version 1. */
final class UnreadableFormat {

    private UnreadableFormat() {}

    static void write(UnreadableEntry entry, Json.ObjBuilder object) {
        object.put("shard", entry.shard())
                .put("offset", entry.offset())
                .put("hash", entry.hash().toHex());
    }

    static UnreadableEntry read(Fields fields) throws MalformedJson {
        return new UnreadableEntry(
                fields.optionalInt("shard", 0, Integer.MAX_VALUE)
                        .orElseThrow(() -> fields.wrongValue("shard", "the shard is missing")),
                fields.integer("offset"),
                hash(fields, "hash"));
    }
}
