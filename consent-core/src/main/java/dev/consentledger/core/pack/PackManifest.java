package dev.consentledger.core.pack;

import dev.consentledger.core.entry.Kind;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a pack says of itself: version 1 of {@code docs/reference/audit-pack.md}. Nobody has signed
 * it; it is compared with what is there. Immutable.
 *
 * @param kinds how many entries of each kind there are; those that there are none of are left out
 */
public record PackManifest(PackOrder order, Instant madeAt, List<Log> logs, Map<Kind, Long> kinds) {

    /** Longer than a manifest of thousands of shards. */
    public static final int BYTES_MAX = 4_000_000;

    private static final String FORMAT = "consent-ledger-audit-pack";
    private static final int VERSION = 1;

    public PackManifest {
        madeAt = Timestamps.truncate(madeAt);
        logs = List.copyOf(logs);
        kinds = Collections.unmodifiableMap(copy(kinds));
    }

    private static Map<Kind, Long> copy(Map<Kind, Long> kinds) {
        Map<Kind, Long> sorted = new EnumMap<>(Kind.class);
        sorted.putAll(kinds);
        return sorted;
    }

    /**
     * The log of one shard, as far as the pack knows it.
     *
     * @param size of the tree under the pack's checkpoint, in entries
     * @param entries of the pack that are in it
     * @param younger entries that the question is for and that no checkpoint had covered; they are
     *     not in the pack
     */
    public record Log(
            int epoch, int shard, String origin, long size, Hash root, long entries, long younger) {

        /** The folder in the pack that has what is of this log. */
        public String folder() {
            return PackLayout.folder(epoch, shard);
        }

        private Json toJson() {
            return Json.object()
                    .put("epoch", epoch)
                    .put("shard", shard)
                    .put("origin", origin)
                    .put("size", size)
                    .put("root", root.toHex())
                    .put("entries", entries)
                    .put("younger", younger)
                    .build();
        }

        private static Log read(Fields fields) throws MalformedJson {
            Log log =
                    new Log(
                            Members.count(fields, "epoch"),
                            Members.count(fields, "shard"),
                            fields.string("origin"),
                            fields.integer("size"),
                            Members.hash(fields, "root"),
                            fields.integer("entries"),
                            fields.integer("younger"));
            fields.end();
            return log;
        }
    }

    /** How many entries the pack has. */
    public long entries() {
        return logs.stream().mapToLong(Log::entries).sum();
    }

    /** Its canonical bytes (RFC 8785). */
    public byte[] toBytes() {
        Json.ObjBuilder counts = Json.object();
        kinds.forEach((kind, count) -> counts.put(kind.term(), count));
        return Json.object()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("order", order.toJson())
                .put("madeAt", Timestamps.format(madeAt))
                .put("logs", new Json.Arr(logs.stream().map(Log::toJson).toList()))
                .put("kinds", counts.build())
                .build()
                .canonicalBytes();
    }

    /**
     * Reads what {@link #toBytes} wrote, in any spelling of JSON.
     *
     * @throws MalformedJson with the first fault
     */
    public static PackManifest read(byte[] bytes) throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject(bytes));
        if (!fields.string("format").equals(FORMAT)) {
            throw fields.wrongValue("format", "expected " + FORMAT);
        }
        if (fields.integer("v") != VERSION) {
            throw fields.wrongValue("v", "this program reads version 1");
        }
        List<Log> logs = new ArrayList<>();
        for (Json log : fields.array("logs")) {
            logs.add(Log.read(Fields.of(log, "/logs")));
        }
        PackManifest manifest =
                new PackManifest(
                        PackOrder.read(fields.object("order")),
                        Members.time(fields, "madeAt"),
                        logs,
                        kinds(fields.object("kinds")));
        fields.end();
        return manifest;
    }

    private static Map<Kind, Long> kinds(Fields fields) throws MalformedJson {
        Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (fields.optional(kind.term()).isPresent()) {
                kinds.put(kind, fields.integer(kind.term()));
            }
        }
        fields.end();
        return kinds;
    }
}
