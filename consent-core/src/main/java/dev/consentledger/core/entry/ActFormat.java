package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.commitments;
import static dev.consentledger.core.entry.FormatFields.id;
import static dev.consentledger.core.entry.FormatFields.term;
import static dev.consentledger.core.entry.FormatFields.terms;
import static dev.consentledger.core.entry.FormatFields.time;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
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
        entry.reach().below().ifPresent(index -> object.put("below", index));
        if (!entry.reach().indexes().isEmpty()) {
            object.put("indexes", indexes(entry.reach().indexes()));
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
                readReach(fields),
                time(fields, "at"),
                commitments(fields.object("commitments")));
    }

    private static Json indexes(List<Long> indexes) {
        return new Json.Arr(indexes.stream().<Json>map(Json.Int::new).toList());
    }

    private static Reach readReach(Fields fields) throws MalformedJson {
        Optional<Long> below =
                fields.optional("below").isPresent()
                        ? Optional.of(fields.integer("below"))
                        : Optional.empty();
        List<Json> items =
                fields.optional("indexes").isPresent() ? fields.array("indexes") : List.of();
        List<Long> indexes = new ArrayList<>(items.size());
        for (Json item : items) {
            if (!(item instanceof Json.Int index)) {
                throw fields.wrongValue("indexes", "expected numbers");
            }
            indexes.add(index.value());
        }
        return new Reach(below, indexes);
    }

    private static Optional<ErasureReason> readReason(Fields fields) throws MalformedJson {
        return fields.optional("reason").isPresent()
                ? Optional.of(term(fields, "reason", ErasureReason.class))
                : Optional.empty();
    }
}
