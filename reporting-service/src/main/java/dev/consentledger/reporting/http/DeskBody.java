package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.EventIds;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Reads the members of a question to the desk. Whatever is wrong is a problem that says where. */
final class DeskBody {

    /** Nested as deep as the deepest question, and no deeper. */
    private static final int DEPTH_MAX = 4;

    private DeskBody() {}

    /** Something that reads members and can find them wrong. */
    interface Reader<T> {
        T read(Fields fields) throws MalformedJson;
    }

    /** Reads a body, and refuses members that nobody asked for. */
    static <T> T read(byte[] body, Reader<T> reader) {
        try {
            Fields fields = Fields.of(JsonReader.readObject(body, DEPTH_MAX));
            T value = reader.read(fields);
            fields.end();
            return value;
        } catch (MalformedJson e) {
            throw DeskProblems.invalidQuestion(e.reason());
        }
    }

    static Optional<Instant> time(Fields fields, String name) throws MalformedJson {
        Optional<String> text = fields.optionalString(name);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw fields.wrongValue(
                    name, "expected a time such as 2026-11-22T10:15:30Z (RFC 3339)");
        }
    }

    static UUID id(Fields fields, String name) throws MalformedJson {
        return EventIds.parse(fields.string(name))
                .orElseThrow(() -> fields.wrongValue(name, "expected a UUID"));
    }

    static Optional<UUID> optionalId(Fields fields, String name) throws MalformedJson {
        return fields.optional(name).isPresent() ? Optional.of(id(fields, name)) : Optional.empty();
    }
}
