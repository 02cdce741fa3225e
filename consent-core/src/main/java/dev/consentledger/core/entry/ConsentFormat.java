package dev.consentledger.core.entry;

import static dev.consentledger.core.entry.FormatFields.commitments;
import static dev.consentledger.core.entry.FormatFields.id;
import static dev.consentledger.core.entry.FormatFields.reference;
import static dev.consentledger.core.entry.FormatFields.term;
import static dev.consentledger.core.entry.FormatFields.terms;
import static dev.consentledger.core.entry.FormatFields.time;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The members of a consent's entry, version 1. */
final class ConsentFormat {

    private ConsentFormat() {}

    static void write(ConsentEntry entry, Json.ObjBuilder object) {
        object.put("eventId", entry.eventId().toString()).put("site", entry.site());
        entry.policy().ifPresent(policy -> object.put("policy", reference(policy)));
        entry.banner().ifPresent(banner -> object.put("banner", reference(banner)));
        object.put("action", entry.action().term()).put("decisions", decisions(entry.decisions()));
        entry.noticeEventId().ifPresent(id -> object.put("noticeEventId", id.toString()));
        object.put("occurredAt", Timestamps.format(entry.occurredAt()))
                .put("receivedAt", Timestamps.format(entry.receivedAt()));
        if (!entry.flags().isEmpty()) {
            object.put("flags", terms(entry.flags()));
        }
        object.put(
                        "jurisdiction",
                        Json.object()
                                .put("code", entry.jurisdiction().code())
                                .put("source", entry.jurisdiction().source().term())
                                .build())
                .putIfPresent("country", entry.country())
                .putIfPresent("language", entry.language())
                .putIfPresent("deviceClass", entry.deviceClass());
        entry.layer().ifPresent(layer -> object.put("layer", layer));
        object.putIfPresent("bot", entry.bot())
                .put("commitments", commitments(entry.commitments()));
    }

    static ConsentEntry read(Fields fields) throws MalformedJson {
        return new ConsentEntry(
                id(fields, "eventId"),
                fields.string("site"),
                reference(fields.optionalObject("policy")),
                reference(fields.optionalObject("banner")),
                term(fields, "action", Action.class),
                readDecisions(fields.object("decisions")),
                readNoticeEventId(fields),
                time(fields, "occurredAt"),
                time(fields, "receivedAt"),
                terms(fields, "flags", Flag.class),
                readJurisdiction(fields.object("jurisdiction")),
                fields.optionalString("country"),
                fields.optionalString("language"),
                fields.optionalString("deviceClass"),
                fields.optionalInt("layer", 1, ConsentEntry.LAYER_MAX),
                fields.optionalString("bot"),
                commitments(fields.object("commitments")));
    }

    private static Json decisions(Map<String, CategoryDecision> decisions) {
        Json.ObjBuilder object = Json.object();
        decisions.forEach(
                (category, decision) ->
                        object.put(
                                category,
                                Json.object()
                                        .put("decision", decision.decision().term())
                                        .put("mechanism", decision.mechanism().term())
                                        .put("signal", decision.signal().term())
                                        .build()));
        return object.build();
    }

    private static Map<String, CategoryDecision> readDecisions(Fields fields) throws MalformedJson {
        Map<String, CategoryDecision> decisions = new TreeMap<>();
        for (String category : fields.members().keySet()) {
            Fields decision = fields.object(category);
            decisions.put(
                    category,
                    new CategoryDecision(
                            term(decision, "decision", Decision.class),
                            term(decision, "mechanism", Mechanism.class),
                            term(decision, "signal", Signal.class)));
            decision.end();
        }
        return decisions;
    }

    private static Optional<UUID> readNoticeEventId(Fields fields) throws MalformedJson {
        return fields.optional("noticeEventId").isPresent()
                ? Optional.of(id(fields, "noticeEventId"))
                : Optional.empty();
    }

    private static Jurisdiction readJurisdiction(Fields fields) throws MalformedJson {
        Jurisdiction jurisdiction =
                new Jurisdiction(
                        fields.string("code"), term(fields, "source", JurisdictionSource.class));
        fields.end();
        return jurisdiction;
    }
}
