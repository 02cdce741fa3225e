package dev.consentledger.core.entry;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Entry to bytes, once, and bytes to entry.
 *
 * <p>Version 1 is the canonical JSON (RFC 8785) of an object with the members {@code v} and {@code
 * kind}; its members are those of the JSON Schema {@code entry-v1.schema.json}. Members that are
 * absent are left out, never null. Bytes are an entry only if they are exactly what this codec
 * would write: one entry, one spelling, one hash. Thread-safe.
 */
public final class EntryCodec {

    private EntryCodec() {}

    /** The bytes of an entry, at most {@link Entry#LENGTH_MAX}. */
    public static byte[] encode(Entry entry) {
        byte[] bytes = toJson(entry).canonicalBytes();
        if (bytes.length > Entry.LENGTH_MAX) {
            throw new IllegalArgumentException("an entry has at most 65,535 bytes");
        }
        return bytes;
    }

    public static Decoding decode(byte[] bytes) {
        if (bytes.length > Entry.LENGTH_MAX) {
            return new Decoding.Malformed("longer than 65,535 bytes");
        }
        Optional<ConsentEntry> consent = CanonicalConsent.read(bytes);
        return consent.isPresent() ? new Decoding.Readable(consent.get()) : judge(bytes);
    }

    /** The long way, which decides about everything, and says why. */
    static Decoding judge(byte[] bytes) {
        try {
            return decode(JsonReader.readObject(bytes), bytes);
        } catch (MalformedJson e) {
            return new Decoding.Malformed(e.reason());
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Decoding.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Decoding decode(Json.Obj object, byte[] bytes) throws MalformedJson {
        Fields fields = Fields.of(object);
        long version = fields.integer("v");
        if (version > Entry.VERSION) {
            return new Decoding.Unsupported("entry of version " + version);
        }
        if (version < Entry.VERSION) {
            return new Decoding.Malformed("/v: versions count from 1");
        }
        Optional<Kind> kind = Term.parse(Kind.class, fields.string("kind"));
        if (kind.isEmpty()) {
            return new Decoding.Malformed("/kind: version 1 has no such kind");
        }
        Optional<Entry> entry = read(kind.get(), fields);
        if (entry.isEmpty()) {
            return new Decoding.Unsupported("entry of kind " + kind.get().term());
        }
        fields.end();
        if (!Arrays.equals(toJson(entry.get()).canonicalBytes(), bytes)) {
            return new Decoding.Malformed("these are not the canonical bytes");
        }
        return new Decoding.Readable(entry.get());
    }

    private static Optional<Entry> read(Kind kind, Fields fields) throws MalformedJson {
        return switch (kind) {
            case CONSENT -> Optional.of(ConsentFormat.read(fields));
            case POLICY, BANNER -> Optional.of(PublicationFormat.read(kind, fields));
            case UNREADABLE -> Optional.of(UnreadableFormat.read(fields));
            case GAP -> Optional.of(GapFormat.read(fields));
            case LINK, HOLD, ERASURE, RETENTION, ACCESS ->
                    Optional.of(ActFormat.read(kind, fields));
            case DECISION -> Optional.of(DecisionFormat.read(fields));
            case EXPIRY -> Optional.empty();
        };
    }

    private static Json.Obj toJson(Entry entry) {
        Json.ObjBuilder object =
                Json.object().put("v", Entry.VERSION).put("kind", entry.kind().term());
        if (entry instanceof ConsentEntry consent) {
            ConsentFormat.write(consent, object);
        } else if (entry instanceof PublicationEntry publication) {
            PublicationFormat.write(publication, object);
        } else if (entry instanceof ActEntry act) {
            ActFormat.write(act, object);
        } else if (entry instanceof DecisionEntry decision) {
            DecisionFormat.write(decision, object);
        } else if (entry instanceof UnreadableEntry unreadable) {
            UnreadableFormat.write(unreadable, object);
        } else if (entry instanceof GapEntry gap) {
            GapFormat.write(gap, object);
        }
        return object.build();
    }
}
