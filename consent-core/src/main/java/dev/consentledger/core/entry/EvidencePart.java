package dev.consentledger.core.entry;

import dev.consentledger.core.json.CanonicalText;
import dev.consentledger.core.json.CanonicalText.NotThis;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One part of the evidence: a value, and the salt that keeps its commitment from being guessed.
 * Immutable.
 */
public final class EvidencePart {

    /** The length of a salt in bytes: as much chance as the hash can carry. */
    public static final int SALT_LENGTH = 32;

    /** A salt in base64url without padding; its last digit has two bits left over, which are 0. */
    private static final int SALT_DIGITS = 43;

    private static final String SALT_LAST_DIGITS = "AEIMQUYcgkosw048";

    /** How deep a value may be nested: as deep as any that a client could have sent. */
    public static final int DEPTH_MAX = JsonReader.DEPTH_MAX;

    /** Read when it is asked for, where only the bytes were looked at. */
    private Optional<Json.Obj> value;

    /** The salt, then the value's canonical bytes, which are asked for again and again. */
    private final byte[] committed;

    public EvidencePart(byte[] salt, Json.Obj value) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a salt has 32 bytes");
        }
        if (value.depth() > DEPTH_MAX) {
            throw new IllegalArgumentException("a value is nested 32 levels deep at most");
        }
        byte[] canonical = value.canonicalBytes();
        this.value = Optional.of(value);
        this.committed = Arrays.copyOf(salt, SALT_LENGTH + canonical.length);
        System.arraycopy(canonical, 0, committed, SALT_LENGTH, canonical.length);
    }

    /** A value under a new salt. */
    public static EvidencePart salted(Json.Obj value, RandomGenerator random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        return new EvidencePart(salt, value);
    }

    /** From bytes whose value is canonical and not nested too deep for certain. */
    private EvidencePart(byte[] committed, Optional<Json.Obj> value) {
        this.value = value;
        this.committed = committed;
    }

    public byte[] salt() {
        return Arrays.copyOf(committed, SALT_LENGTH);
    }

    public Json.Obj value() {
        Optional<Json.Obj> known = value;
        if (known.isEmpty()) {
            // Two threads may both read it; they read the same.
            known = Optional.of(readValue());
            value = known;
        }
        return known.get();
    }

    private Json.Obj readValue() {
        try {
            return JsonReader.readObject(
                    Arrays.copyOfRange(committed, SALT_LENGTH, committed.length));
        } catch (MalformedJson e) {
            throw new IllegalStateException("canonical bytes cannot be read", e);
        }
    }

    /** SHA-256 over the salt and the value's canonical bytes. */
    public Hash commitment() {
        return Hash.sha256(committed);
    }

    /** The commitment that the value would have under another part's salt. */
    public Hash commitmentUnder(byte[] otherSalt) {
        return Hash.sha256(otherSalt, Arrays.copyOfRange(committed, SALT_LENGTH, committed.length));
    }

    /** The bytes that the commitment is the hash of: the salt, then the value's canonical bytes. */
    public byte[] committedBytes() {
        return committed.clone();
    }

    /** Reads exactly what {@link #committedBytes} wrote. */
    public static EvidencePart ofCommittedBytes(byte[] bytes) throws MalformedJson {
        if (bytes.length < SALT_LENGTH) {
            throw new MalformedJson(
                    MalformedJson.Fault.WRONG_VALUE, "", "shorter than the salt of 32 bytes");
        }
        EvidencePart part =
                new EvidencePart(
                        Arrays.copyOf(bytes, SALT_LENGTH),
                        JsonReader.readObject(
                                Arrays.copyOfRange(bytes, SALT_LENGTH, bytes.length)));
        if (!Arrays.equals(part.committed, bytes)) {
            throw new MalformedJson(
                    MalformedJson.Fault.WRONG_VALUE, "", "these are not the committed bytes");
        }
        return part;
    }

    Json toJson() {
        return Json.object()
                .put("salt", Base64.getUrlEncoder().withoutPadding().encodeToString(salt()))
                .put("value", value())
                .build();
    }

    /**
     * Reads a part out of canonical bytes.
     *
     * @param text stands before the part; {@code bytes} are those that it is made of
     */
    static EvidencePart read(CanonicalText text, byte[] bytes) throws NotThis {
        byte[] salt = readSalt(text);
        int begin = text.position();
        text.object(DEPTH_MAX);
        return readEnd(text, bytes, salt, begin, Optional.empty());
    }

    /** The same for a part whose value has one member, a text. */
    static EvidencePart readText(CanonicalText text, byte[] bytes, String name) throws NotThis {
        byte[] salt = readSalt(text);
        int begin = text.position();
        text.skip("{\"" + name + "\":");
        Json.Obj value = Json.object().put(name, text.string()).build();
        text.skip("}");
        return readEnd(text, bytes, salt, begin, Optional.of(value));
    }

    private static byte[] readSalt(CanonicalText text) throws NotThis {
        text.skip("{\"salt\":");
        String spelled = text.string();
        boolean oneSpelling =
                spelled.length() == SALT_DIGITS
                        && SALT_LAST_DIGITS.indexOf(spelled.charAt(SALT_DIGITS - 1)) >= 0;
        if (!oneSpelling) {
            throw new IllegalArgumentException("not the one spelling of a salt");
        }
        text.skip(",\"value\":");
        return Base64.getUrlDecoder().decode(spelled);
    }

    private static EvidencePart readEnd(
            CanonicalText text, byte[] bytes, byte[] salt, int begin, Optional<Json.Obj> value)
            throws NotThis {
        int length = text.position() - begin;
        byte[] committed = Arrays.copyOf(salt, SALT_LENGTH + length);
        System.arraycopy(bytes, begin, committed, SALT_LENGTH, length);
        text.skip("}");
        return new EvidencePart(committed, value);
    }

    static EvidencePart read(Fields fields) throws MalformedJson {
        String text = fields.string("salt");
        byte[] salt;
        try {
            salt = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue("salt", "expected 32 bytes in base64url");
        }
        boolean oneSpelling =
                Base64.getUrlEncoder().withoutPadding().encodeToString(salt).equals(text);
        if (salt.length != SALT_LENGTH || !oneSpelling) {
            throw fields.wrongValue("salt", "expected 32 bytes in base64url without padding");
        }
        if (!(fields.required("value") instanceof Json.Obj value)) {
            throw fields.wrongValue("value", "expected an object");
        }
        fields.end();
        return new EvidencePart(salt, value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvidencePart part && Arrays.equals(committed, part.committed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(committed);
    }

    /** Says nothing of the value, which may be personal. */
    @Override
    public String toString() {
        return "EvidencePart[...]";
    }
}
