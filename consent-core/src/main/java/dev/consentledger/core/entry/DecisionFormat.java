package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.commitments;
import static dev.consentledger.core.entry.FormatFields.id;
import static dev.consentledger.core.entry.FormatFields.reference;
import static dev.consentledger.core.entry.FormatFields.term;
import static dev.consentledger.core.entry.FormatFields.time;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.Map;
import java.util.TreeMap;

/** The members of a decision's entry, version 1. */
final class DecisionFormat {

    private DecisionFormat() {}

    static void write(DecisionEntry entry, Json.ObjBuilder object) {
        Json.ObjBuilder coverage = Json.object();
        entry.coverage().forEach((category, decided) -> coverage.put(category, decided.term()));
        object.put("eventId", entry.eventId().toString())
                .put("site", entry.site())
                .put("from", reference(entry.from()))
                .put("to", reference(entry.to()))
                .put("coverage", coverage.build())
                .put("at", Timestamps.format(entry.at()))
                .put("commitments", commitments(entry.commitments()));
    }

    static DecisionEntry read(Fields fields) throws MalformedJson {
        return new DecisionEntry(
                id(fields, "eventId"),
                fields.string("site"),
                reference(fields.object("from")),
                reference(fields.object("to")),
                readCoverage(fields.object("coverage")),
                time(fields, "at"),
                commitments(fields.object("commitments")));
    }

    private static Map<String, Coverage> readCoverage(Fields fields) throws MalformedJson {
        Map<String, Coverage> coverage = new TreeMap<>();
        for (String category : fields.members().keySet()) {
            coverage.put(category, term(fields, category, Coverage.class));
        }
        return coverage;
    }
}
