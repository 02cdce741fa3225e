package dev.consentledger.api.intake;

import dev.consentledger.api.problem.JsonFaults;
import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.entry.EventIds;
import dev.consentledger.core.entry.Term;
import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the bytes of one event strictly. Thread-safe. */
final class RequestReader {

    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,128}");
    private static final Set<Action> WITHOUT_SUBJECT =
            EnumSet.of(Action.SHOWN, Action.DISMISS, Action.IMPLIED, Action.ACKNOWLEDGE);
    private static final Set<Action> NOT_FOR_CLIENTS = EnumSet.of(Action.EXPIRE, Action.IMPORT);

    private RequestReader() {}

    static ConsentRequest read(byte[] body) throws Rejected {
        try {
            Fields fields = Fields.of(JsonReader.readObject(body));
            ConsentRequest request = event(fields);
            fields.end();
            return request;
        } catch (MalformedJson e) {
            throw new Rejected(JsonFaults.rejection(e));
        }
    }

    private static ConsentRequest event(Fields fields) throws MalformedJson, Rejected {
        UUID eventId = eventId(fields.string("eventId"), fields.at("eventId"));
        String site = fields.string("site");
        Action action = action(fields);
        Optional<Fields> context = fields.optionalObject("context");
        return new ConsentRequest(
                eventId,
                site,
                subject(fields, action),
                VersionName.of(fields.optional("policyVersion")),
                action,
                decisions(fields),
                occurredAt(fields),
                context.isEmpty()
                        ? ConsentRequest.Context.none()
                        : ContextReader.read(context.get()));
    }

    static UUID eventId(String text, String pointer) throws Rejected {
        return EventIds.parse(text)
                .orElseThrow(
                        () ->
                                new Rejected(
                                        Rejection.at(
                                                pointer,
                                                ProblemType.INVALID_EVENT_ID,
                                                "An id is a UUID in its full spelling, such as"
                                                        + " 0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e. Make one"
                                                        + " for each event (version 7 or 4) and keep it"
                                                        + " for retries.")));
    }

    private static Action action(Fields fields) throws MalformedJson, Rejected {
        Optional<Action> action = Term.parse(Action.class, fields.string("action"));
        if (action.isEmpty()) {
            throw new Rejected(
                    Rejection.at(
                                    fields.at("action"),
                                    ProblemType.INVALID_VALUE,
                                    "There is no such action. Send one of those in 'actions'.")
                            .with("actions", actionsOfClients()));
        }
        if (NOT_FOR_CLIENTS.contains(action.get())) {
            throw new Rejected(
                    Rejection.at(
                                    fields.at("action"),
                                    ProblemType.UNSUPPORTED_ACTION,
                                    "Only the service itself makes events with this action. Send"
                                            + " one of those in 'actions'.")
                            .with("actions", actionsOfClients()));
        }
        return action.get();
    }

    private static java.util.List<String> actionsOfClients() {
        return EnumSet.complementOf(EnumSet.copyOf(NOT_FOR_CLIENTS)).stream()
                .map(Action::term)
                .toList();
    }

    private static Optional<String> subject(Fields fields, Action action)
            throws MalformedJson, Rejected {
        Optional<String> subject = fields.optionalString("subject");
        String pointer = fields.at("subject");
        if (subject.isEmpty()) {
            if (WITHOUT_SUBJECT.contains(action)) {
                return subject;
            }
            throw new Rejected(
                    Rejection.at(
                            pointer,
                            ProblemType.MISSING_SUBJECT,
                            "A choice belongs to somebody. Send the pseudonym under which the site"
                                    + " keeps it, such as a random id in its consent cookie."));
        }
        if (!SUBJECT.matcher(subject.get()).matches()) {
            throw new Rejected(
                    Rejection.at(
                            pointer,
                            ProblemType.INVALID_VALUE,
                            "A subject has 1 to 128 printable ASCII characters without spaces. Send"
                                    + " a pseudonym such as a random id."));
        }
        Optional<String> kind = DirectIdentifiers.kindOf(subject.get());
        if (kind.isPresent()) {
            throw new Rejected(
                    Rejection.at(
                            pointer,
                            ProblemType.DIRECT_IDENTIFIER,
                            "The subject looks like %s. Send a pseudonym that only the site can trace back, such as a random id."
                                    .formatted(kind.get())));
        }
        return subject;
    }

    private static Map<String, Decision> decisions(Fields fields) throws MalformedJson, Rejected {
        Optional<Fields> given = fields.optionalObject("decisions");
        Map<String, Decision> decisions = new LinkedHashMap<>();
        if (given.isEmpty()) {
            return decisions;
        }
        for (Map.Entry<String, Json> member : given.get().members().entrySet()) {
            decisions.put(member.getKey(), decision(member.getKey(), member.getValue()));
        }
        return decisions;
    }

    private static Decision decision(String category, Json value) throws Rejected {
        String pointer = CategoryPointers.of(category);
        if (!(value instanceof Json.Str text)) {
            throw new Rejected(
                    Rejection.at(
                            pointer, ProblemType.WRONG_TYPE, "Expected a decision: a string."));
        }
        return Term.parse(Decision.class, text.value())
                .orElseThrow(
                        () ->
                                new Rejected(
                                        Rejection.at(
                                                pointer,
                                                ProblemType.INVALID_VALUE,
                                                "A decision is 'granted', 'refused' or"
                                                        + " 'not_asked'.")));
    }

    private static Instant occurredAt(Fields fields) throws MalformedJson, Rejected {
        Optional<Instant> time = ClientTimes.parse(fields.string("occurredAt"));
        return time.orElseThrow(
                () ->
                        new Rejected(
                                Rejection.at(
                                        fields.at("occurredAt"),
                                        ProblemType.INVALID_TIME,
                                        "A time is written as in RFC 3339, such as"
                                                + " 2026-11-22T10:15:30.123Z or"
                                                + " 2026-11-22T11:15:30+01:00.")));
    }
}
