package dev.consentledger.core.entry;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the values that several kinds of entry have, each in its one spelling. */
final class FormatFields {

    private FormatFields() {}

    static Instant time(Fields fields, String name) throws MalformedJson {
        try {
            return Timestamps.parse(fields.string(name));
        } catch (DateTimeException e) {
            throw fields.wrongValue(name, "expected a time such as 2026-11-22T10:15:30.123Z");
        }
    }

    static Hash hash(Fields fields, String name) throws MalformedJson {
        try {
            return Hash.parse(fields.string(name));
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected 64 lower-case hexadecimal digits");
        }
    }

    private static Optional<Hash> optionalHash(Fields fields, String name) throws MalformedJson {
        return fields.optional(name).isPresent()
                ? Optional.of(hash(fields, name))
                : Optional.empty();
    }

    static UUID id(Fields fields, String name) throws MalformedJson {
        return EventIds.parse(fields.string(name))
                .orElseThrow(() -> fields.wrongValue(name, "expected a UUID"));
    }

    static <T extends Enum<T> & Term> T term(Fields fields, String name, Class<T> type)
            throws MalformedJson {
        return Term.parse(type, fields.string(name))
                .orElseThrow(() -> fields.wrongValue(name, "there is no such word"));
    }

    /** Words in the order that they are given in; the member is left out where there are none. */
    static Json terms(Collection<? extends Term> terms) {
        return new Json.Arr(terms.stream().<Json>map(term -> new Json.Str(term.term())).toList());
    }

    /** Words of a member that may be absent. */
    static <T extends Enum<T> & Term> Set<T> terms(Fields fields, String name, Class<T> type)
            throws MalformedJson {
        Set<T> terms = new HashSet<>();
        List<Json> items = fields.optional(name).isPresent() ? fields.array(name) : List.of();
        for (Json item : items) {
            Optional<T> term =
                    item instanceof Json.Str text
                            ? Term.parse(type, text.value())
                            : Optional.empty();
            terms.add(term.orElseThrow(() -> fields.wrongValue(name, "there is no such word")));
        }
        return terms;
    }

    static Json reference(DocumentReference reference) {
        return Json.object()
                .put("version", reference.version())
                .putIfPresent("sha256", reference.sha256().map(Hash::toHex))
                .build();
    }

    static DocumentReference reference(Fields fields) throws MalformedJson {
        Optional<Hash> sha256 = optionalHash(fields, "sha256");
        String version = fields.string("version");
        fields.end();
        return new DocumentReference(version, sha256);
    }

    /** Of a member that may be absent. */
    static Optional<DocumentReference> reference(Optional<Fields> fields) throws MalformedJson {
        return fields.isPresent() ? Optional.of(reference(fields.get())) : Optional.empty();
    }

    static Json commitments(Commitments commitments) {
        return Json.object()
                .putIfPresent("subject", commitments.subject().map(Hash::toHex))
                .put("context", commitments.context().toHex())
                .put("observed", commitments.observed().toHex())
                .build();
    }

    static Commitments commitments(Fields fields) throws MalformedJson {
        Optional<Hash> subject = optionalHash(fields, "subject");
        Commitments commitments =
                new Commitments(subject, hash(fields, "context"), hash(fields, "observed"));
        fields.end();
        return commitments;
    }
}
