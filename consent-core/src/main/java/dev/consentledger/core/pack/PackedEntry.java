package dev.consentledger.core.pack;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A line of a pack: an entry with what is shown of its evidence.
 *
 * @param index in its shard
 * @param entry the bytes that the leaf hash is over
 * @param parts what is disclosed: the bytes that the entry commits to
 * @param withheld what is there and was left out
 * @param erased what the entry commits to and is not there any more
 */
public record PackedEntry(
        long index,
        byte[] entry,
        Map<PartName, byte[]> parts,
        Set<PartName> withheld,
        Set<PartName> erased) {

    /** A full entry and its evidence, in base64, are shorter. */
    public static final int LINE_BYTES_MAX = 4_000_000;

    public PackedEntry {
        Map<PartName, byte[]> sorted = new EnumMap<>(PartName.class);
        sorted.putAll(parts);
        parts = Collections.unmodifiableMap(sorted);
        withheld = Set.copyOf(withheld);
        erased = Set.copyOf(erased);
    }

    /** The line, without its end. */
    public byte[] toBytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        Json.ObjBuilder evidence = Json.object();
        parts.forEach((name, part) -> evidence.put(name.term(), base64.encodeToString(part)));
        return Json.object()
                .put("index", index)
                .put("entry", base64.encodeToString(entry))
                .put("evidence", evidence.build())
                .put("withheld", Members.terms(withheld))
                .put("erased", Members.terms(erased))
                .build()
                .canonicalBytes();
    }

    /**
     * Reads what {@link #toBytes} wrote, in any spelling of JSON.
     *
     * @throws MalformedJson with the first fault
     */
    public static PackedEntry read(byte[] line) throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject(line));
        Fields evidence = fields.object("evidence");
        Map<PartName, byte[]> parts = new EnumMap<>(PartName.class);
        for (PartName name : PartName.values()) {
            if (evidence.optional(name.term()).isPresent()) {
                parts.put(name, Members.bytes(evidence, name.term()));
            }
        }
        evidence.end();
        PackedEntry entry =
                new PackedEntry(
                        fields.integer("index"),
                        Members.bytes(fields, "entry"),
                        parts,
                        Members.parts(fields, "withheld"),
                        Members.parts(fields, "erased"));
        fields.end();
        return entry;
    }
}
