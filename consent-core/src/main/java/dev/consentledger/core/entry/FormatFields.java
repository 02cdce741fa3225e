package dev.consentledger.core.entry;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.merkle.Hash;
import java.time.DateTimeException;
import java.time.Instant;
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

    static UUID id(Fields fields, String name) throws MalformedJson {
        return EventIds.parse(fields.string(name))
                .orElseThrow(() -> fields.wrongValue(name, "expected a UUID"));
    }

    static <T extends Enum<T> & Term> T term(Fields fields, String name, Class<T> type)
            throws MalformedJson {
        return Term.parse(type, fields.string(name))
                .orElseThrow(() -> fields.wrongValue(name, "there is no such word"));
    }
}
