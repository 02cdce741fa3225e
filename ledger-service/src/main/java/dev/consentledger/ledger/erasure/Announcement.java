package dev.consentledger.ledger.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.log.SubjectTag;
import dev.consentledger.core.log.Tombstone;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.KeyedHash;
import dev.consentledger.ledger.checkpoint.Origins;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * How a tombstone is written on the control topic: canonical JSON with a keyed hash, so that only a
 * ledger with this ledger key can have written it. Pure and thread-safe.
 */
public final class Announcement {

    private static final String KEY = "tombstone/";
    private static final int VERSION = 1;

    private final byte[] ledgerKey;
    private final Origins origins;
    private final int shards;

    public Announcement(byte[] ledgerKey, Origins origins, int shards) {
        this.ledgerKey = ledgerKey.clone();
        this.origins = origins;
        this.shards = shards;
    }

    /** Whether a record with this key is to be a tombstone. */
    static boolean isOfTombstone(byte[] key) {
        return new String(key, UTF_8).startsWith(KEY);
    }

    /** The record's key: compaction keeps each tombstone for ever. */
    public byte[] key(Announced announced) {
        Tombstone tombstone = announced.tombstone();
        return (KEY
                        + origins.of(announced.shard())
                        + "/"
                        + tombstone.subject().value()
                        + "/"
                        + tombstone.index())
                .getBytes(UTF_8);
    }

    /** The record's value. */
    public byte[] value(Announced announced) {
        return members(announced).put("mac", mac(announced).toHex()).build().canonicalBytes();
    }

    private Hash mac(Announced announced) {
        return KeyedHash.of(
                ledgerKey,
                "tombstone\0".getBytes(UTF_8),
                members(announced).build().canonicalBytes());
    }

    private Json.ObjBuilder members(Announced announced) {
        Tombstone tombstone = announced.tombstone();
        return Json.object()
                .put("v", VERSION)
                .put("origin", origins.of(announced.shard()))
                .put("subject", tombstone.subject().value().toString())
                .put("index", tombstone.index())
                .put("offset", tombstone.offset())
                .put("at", tombstone.at().toString());
    }

    /**
     * Reads exactly what {@link #key} and {@link #value} write.
     *
     * @return absent where it is about a log of another epoch
     * @throws MalformedJson where it is anything else, or was written without the ledger key
     */
    Optional<Announced> read(byte[] key, byte[] value) throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject(value));
        String origin = fields.string("origin");
        Optional<Integer> shard =
                IntStream.range(0, shards)
                        .filter(number -> origins.of(number).equals(origin))
                        .boxed()
                        .findFirst();
        if (shard.isEmpty()) {
            return Optional.empty();
        }
        Announced announced = new Announced(shard.get(), tombstone(fields));
        boolean ours = Arrays.equals(key(announced), key) && Arrays.equals(value(announced), value);
        if (!ours) {
            throw fields.wrongValue("mac", "this ledger has not written it");
        }
        return Optional.of(announced);
    }

    private static Tombstone tombstone(Fields fields) throws MalformedJson {
        try {
            return new Tombstone(
                    new SubjectTag(UUID.fromString(fields.string("subject"))),
                    fields.integer("index"),
                    fields.integer("offset"),
                    Instant.parse(fields.string("at")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw fields.wrongValue("subject", "these are not a tombstone's members");
        }
    }
}
