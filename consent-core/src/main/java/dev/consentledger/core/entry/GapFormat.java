package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.hash;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;

/** The members of an entry that stands for missing records, version 1. */
final class GapFormat {

    private GapFormat() {}

    static void write(GapEntry entry, Json.ObjBuilder object) {
        object.put("shard", entry.shard())
                .put("from", entry.from())
                .put("to", entry.to())
                .put("reason", entry.reason())
                .put("hash", entry.hash().toHex());
    }

    static GapEntry read(Fields fields) throws MalformedJson {
        return new GapEntry(
                fields.optionalInt("shard", 0, Integer.MAX_VALUE)
                        .orElseThrow(() -> fields.wrongValue("shard", "the shard is missing")),
                fields.integer("from"),
                fields.integer("to"),
                fields.string("reason"),
                hash(fields, "hash"));
    }
}
