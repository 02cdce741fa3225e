package dev.consentledger.core.entry;

import dev.consentledger.core.json.CanonicalText;
import dev.consentledger.core.json.CanonicalText.NotThis;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry's commitments commit to. Each part can be disclosed alone and deleted alone.
 *
 * @param subject the pseudonym; absent where the visitor had none
 * @param context what the client supplied
 * @param observed what the server saw
 */
public record Evidence(
        Optional<EvidencePart> subject, EvidencePart context, EvidencePart observed) {

    private static final String PSEUDONYM = "subject";

    /** A part's value, inside the part, inside the evidence. */
    private static final int DEPTH_MAX = EvidencePart.DEPTH_MAX + 2;

    /**
     * @throws IllegalArgumentException if the subject's part is anything but one pseudonym of at
     *     least one character; an empty one would be no other than none
     */
    public Evidence {
        subject.map(EvidencePart::value).ifPresent(Evidence::requirePseudonym);
    }

    /** The commitments that bind an entry to this evidence. */
    public Commitments commitments() {
        return new Commitments(
                subject.map(EvidencePart::commitment), context.commitment(), observed.commitment());
    }

    /** The pseudonym itself, out of the subject's part. */
    public Optional<String> pseudonym() {
        return subject.map(Evidence::pseudonymOf);
    }

    /**
     * The pseudonym out of a subject's part that stands alone.
     *
     * @throws IllegalArgumentException where the part is no subject's
     */
    public static String pseudonymOf(EvidencePart subject) {
        requirePseudonym(subject.value());
        return ((Json.Str) subject.value().members().get(PSEUDONYM)).value();
    }

    /** The canonical bytes (RFC 8785) that travel with the entry. */
    public byte[] toBytes() {
        Json.ObjBuilder object = Json.object().put("v", Entry.VERSION);
        subject.ifPresent(part -> object.put("subject", part.toJson()));
        return object.put("context", context.toJson())
                .put("observed", observed.toJson())
                .build()
                .canonicalBytes();
    }

    /** Reads exactly what {@link #toBytes} writes. */
    public static Evidence read(byte[] bytes) throws MalformedJson {
        Optional<Evidence> evidence = readCanonical(bytes);
        return evidence.isPresent() ? evidence.get() : judge(bytes);
    }

    /** The short way, in one walk; empty where it is undecided what the bytes are. */
    private static Optional<Evidence> readCanonical(byte[] bytes) {
        CanonicalText text = new CanonicalText(bytes);
        try {
            text.skip("{\"context\":");
            EvidencePart context = EvidencePart.read(text, bytes);
            text.skip(",\"observed\":");
            EvidencePart observed = EvidencePart.read(text, bytes);
            Optional<EvidencePart> subject =
                    text.skips(",\"subject\":")
                            ? Optional.of(EvidencePart.readText(text, bytes, PSEUDONYM))
                            : Optional.empty();
            text.skip(",\"v\":1}");
            text.end();
            return Optional.of(new Evidence(subject, context, observed));
        } catch (NotThis | IllegalArgumentException undecided) {
            return Optional.empty();
        }
    }

    /** The long way, which decides about everything, and says why. */
    static Evidence judge(byte[] bytes) throws MalformedJson {
        Json.Obj object = JsonReader.readObject(bytes, DEPTH_MAX);
        Fields fields = Fields.of(object);
        if (fields.integer("v") != Entry.VERSION) {
            throw fields.wrongValue("v", "expected version 1");
        }
        Optional<Fields> subjectFields = fields.optionalObject("subject");
        Optional<EvidencePart> subject = Optional.empty();
        if (subjectFields.isPresent()) {
            subject = Optional.of(readSubject(subjectFields.get()));
        }
        Evidence evidence =
                new Evidence(
                        subject,
                        EvidencePart.read(fields.object("context")),
                        EvidencePart.read(fields.object("observed")));
        fields.end();
        if (!Arrays.equals(object.canonicalBytes(), bytes)) {
            throw new MalformedJson(
                    MalformedJson.Fault.WRONG_VALUE, "", "these are not the canonical bytes");
        }
        return evidence;
    }

    private static EvidencePart readSubject(Fields fields) throws MalformedJson {
        EvidencePart part = EvidencePart.read(fields);
        try {
            requirePseudonym(part.value());
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue("value", e.getMessage());
        }
        return part;
    }

    private static void requirePseudonym(Json.Obj value) {
        boolean one = value.members().size() == 1;
        if (!one
                || !(value.members().get(PSEUDONYM) instanceof Json.Str pseudonym)
                || pseudonym.value().isEmpty()) {
            throw new IllegalArgumentException("the subject is one pseudonym that is not empty");
        }
    }
}
