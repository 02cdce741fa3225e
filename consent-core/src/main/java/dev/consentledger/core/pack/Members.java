package dev.consentledger.core.pack;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Members of more than one kind of object in a pack. */
final class Members {

    private Members() {}

    static Instant time(Fields fields, String name) throws MalformedJson {
        try {
            return Instant.parse(fields.string(name));
        } catch (DateTimeException e) {
            throw fields.wrongValue(name, "expected a time such as 2026-11-22T10:15:30.000Z");
        }
    }

    static UUID id(Fields fields, String name) throws MalformedJson {
        try {
            return UUID.fromString(fields.string(name));
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected a UUID");
        }
    }

    static Hash hash(Fields fields, String name) throws MalformedJson {
        try {
            return Hash.parse(fields.string(name));
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected 64 hexadecimal digits");
        }
    }

    static byte[] bytes(Fields fields, String name) throws MalformedJson {
        try {
            return Base64.getDecoder().decode(fields.string(name));
        } catch (IllegalArgumentException e) {
            throw fields.wrongValue(name, "expected base64");
        }
    }

    static int count(Fields fields, String name) throws MalformedJson {
        long number = fields.integer(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw fields.wrongValue(name, "expected a whole number from 0 to 2147483647");
        }
        return (int) number;
    }

    static Json terms(Collection<PartName> parts) {
        return new Json.Arr(
                parts.stream().sorted().<Json>map(part -> new Json.Str(part.term())).toList());
    }

    /** The parts that an array names; none where it is not there. */
    static Set<PartName> parts(Fields fields, String name) throws MalformedJson {
        Set<PartName> parts = EnumSet.noneOf(PartName.class);
        List<Json> items = fields.optional(name).isPresent() ? fields.array(name) : List.of();
        for (Json item : items) {
            Optional<PartName> part =
                    item instanceof Json.Str word
                            ? Term.parse(PartName.class, word.value())
                            : Optional.empty();
            parts.add(
                    part.orElseThrow(
                            () ->
                                    fields.wrongValue(
                                            name, "expected subject, context or observed")));
        }
        return parts;
    }
}
