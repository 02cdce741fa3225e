package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.commitments;
import static dev.consentledger.core.entry.FormatFields.id;
import static dev.consentledger.core.entry.FormatFields.term;
import static dev.consentledger.core.entry.FormatFields.terms;
import static dev.consentledger.core.entry.FormatFields.time;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.Optional;

/** The members of an act's entry, version 1. */
final class ActFormat {

    private ActFormat() {}

    static void write(ActEntry entry, Json.ObjBuilder object) {
        object.put("eventId", entry.eventId().toString())
                .put("site", entry.site())
                .put("act", entry.act().term())
                .putIfPresent("reason", entry.reason().map(ErasureReason::term));
        if (!entry.parts().isEmpty()) {
            object.put("parts", terms(entry.parts()));
        }
        object.put("at", Timestamps.format(entry.at()))
                .put("commitments", commitments(entry.commitments()));
    }

    static ActEntry read(Kind kind, Fields fields) throws MalformedJson {
        return new ActEntry(
                kind,
                id(fields, "eventId"),
                fields.string("site"),
                term(fields, "act", Act.class),
                readReason(fields),
                terms(fields, "parts", PartName.class),
                time(fields, "at"),
                commitments(fields.object("commitments")));
    }

    private static Optional<ErasureReason> readReason(Fields fields) throws MalformedJson {
        return fields.optional("reason").isPresent()
                ? Optional.of(term(fields, "reason", ErasureReason.class))
                : Optional.empty();
    }
}
