package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.JsonLdFormat.id;
import static dev.consentledger.reporting.proof.JsonLdFormat.typed;

import dev.consentledger.core.entry.Action;
import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Json;
import dev.consentledger.reporting.proof.ShownItem.Recipients;
import dev.consentledger.reporting.proof.ShownPolicy.ShownCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy's categories process, each with the event that decided it, in the terms of DPV. A
 * category is a process of its own, since each is decided alone.
 */
record JsonLdProcesses(ProofOfConsent proof, ShownTexts texts, Undeclared undeclared) {

    List<Json> all() {
        if (texts.policy().isEmpty()) {
            undeclared.add(Field.PURPOSE);
            undeclared.add(Field.PII_INFORMATION);
            undeclared.add(Field.PII_TYPE);
            undeclared.add(Field.STORAGE_LOCATIONS);
            undeclared.add(Field.RETENTION_PERIOD);
            undeclared.add(Field.RECIPIENT_THIRD_PARTIES);
            return withoutPolicy();
        }
        // A policy names what is stored, and not which kinds of personal data that is.
        undeclared.add(Field.PII_TYPE);
        List<Json> processes = new ArrayList<>();
        texts.policy().get().categories().forEach(it -> processes.add(process(it)));
        return processes;
    }

    /** What was decided is known, if not about what. */
    private List<Json> withoutPolicy() {
        List<Json> processes = new ArrayList<>();
        proof.consent()
                .entry()
                .decisions()
                .forEach(
                        (id, decided) ->
                                processes.add(
                                        Json.object()
                                                .put("@type", "dpv:Process")
                                                .put("dct:identifier", id)
                                                .put("cl:mechanism", decided.mechanism().term())
                                                .put("dpv:hasConsentStatus", decision(id, decided))
                                                .build()));
        return processes;
    }

    Json withdrawal() {
        Json.ObjBuilder control = Json.object().put("@type", "dpv:WithdrawConsent");
        Optional<String> reopen = texts.banner().flatMap(ShownBanner::reopen);
        Optional<String> changed =
                texts.policy().map(ShownPolicy::choices).flatMap(ShownPolicy.Choices::changedAt);
        undeclared.putIfDeclared(
                control, "dct:description", Field.WITHDRAWAL_METHOD, reopen.or(() -> changed));
        return control.build();
    }

    /** The event where no category was decided: a notice, or going on without a choice. */
    Json wholeEvent() {
        undeclared.add(Field.VALIDITY_DURATION);
        return event(whole(proof.consent().entry().action()), Optional.empty()).build();
    }

    private Json process(ShownCategory category) {
        String name = category.category().id();
        ConsentEntry consent = proof.consent().entry();
        Mechanism mechanism = category.category().mechanism(consent.jurisdiction().code());
        Json.ObjBuilder process =
                Json.object()
                        .put("@type", "dpv:Process")
                        .put("dct:identifier", name)
                        .put("dct:title", category.category().name())
                        .put("dpv:hasPurpose", described("dpv:Purpose", category.text()))
                        .put("cl:mechanism", mechanism.term())
                        .put("dpv:hasPersonalData", items(name));
        if (mechanism == Mechanism.OPT_IN) {
            process.put("dpv:hasLegalBasis", id("dpv:Consent"));
        }
        CategoryDecision decided = consent.decisions().get(name);
        if (decided != null) {
            process.put("dpv:hasConsentStatus", decision(name, decided));
        }
        return process.build();
    }

    private Json items(String category) {
        List<Json> items = new ArrayList<>();
        for (ShownItem item : texts.policy().orElseThrow().itemsOf(category)) {
            Json.ObjBuilder object =
                    Json.object()
                            .put("@type", "dpv:PersonalData")
                            .put("dct:identifier", item.id())
                            .put("dct:title", item.name())
                            .put("dpv:hasPurpose", described("dpv:Purpose", item.purpose()))
                            .put("dpv:hasStorageCondition", storage(item));
            addRecipients(object, item);
            items.add(object.build());
        }
        return new Json.Arr(items);
    }

    private Json storage(ShownItem item) {
        Json.ObjBuilder storage =
                Json.object()
                        .put("@type", "dpv:StorageCondition")
                        .put(
                                "dpv:hasLocation",
                                Words.technology(item.technology()) + " in the visitor's browser");
        String lifetime = Words.lifetime(item.lifetime());
        undeclared.putIfDeclared(
                storage,
                "dpv:hasDuration",
                Field.RETENTION_PERIOD,
                Optional.of(lifetime).filter(it -> !it.equals(Words.UNDECLARED)));
        return storage.build();
    }

    private void addRecipients(Json.ObjBuilder object, ShownItem item) {
        if (item.recipients() instanceof Recipients.Listed listed) {
            List<Json> parties = new ArrayList<>();
            listed.names()
                    .forEach(
                            name ->
                                    parties.add(
                                            Json.object()
                                                    .put("@type", "dpv:ThirdParty")
                                                    .put("dpv:hasName", name)
                                                    .build()));
            object.put("dpv:hasRecipient", new Json.Arr(parties));
        } else if (item.recipients() instanceof Recipients.Nobody) {
            object.put("dpv:hasRecipient", Words.recipients(item.recipients()));
        } else {
            undeclared.add(Field.RECIPIENT_THIRD_PARTIES);
        }
    }

    private Json decision(String category, CategoryDecision decided) {
        ConsentEntry consent = proof.consent().entry();
        String status =
                switch (decided.decision()) {
                    case GRANTED -> "dpv:ConsentGiven";
                    case REFUSED ->
                            consent.action() == Action.WITHDRAW
                                    ? "dpv:ConsentWithdrawn"
                                    : "dpv:ConsentRefused";
                    case NOT_ASKED -> whole(consent.action());
                };
        Optional<Validity> validity = Validity.of(texts.policy(), consent, category);
        if (validity.isEmpty()) {
            undeclared.add(Field.VALIDITY_DURATION);
        }
        return event(status, validity).put("cl:signal", decided.signal().term()).build();
    }

    private Json.ObjBuilder event(String status, Optional<Validity> validity) {
        ConsentEntry consent = proof.consent().entry();
        String kind =
                consent.action() == Action.IMPLIED ? "dpv:ImpliedConsent" : "dpv:ExpressedConsent";
        Json.ObjBuilder event =
                Json.object()
                        .put("@type", status)
                        .put(
                                "dct:date",
                                typed("xsd:dateTime", Timestamps.format(consent.effectiveAt())))
                        .put("dpv:hasLegalBasis", id(kind))
                        .put("dpv:isImplementedByEntity", id("dpv:DataSubject"));
        validity.ifPresent(
                it -> event.put("dct:valid", typed("xsd:dateTime", Timestamps.format(it.until()))));
        return event;
    }

    /** What an action without decisions comes to; none of them is a consent. */
    private static String whole(Action action) {
        return switch (action) {
            case SHOWN -> "dpv:ConsentRequested";
            case DISMISS -> "dpv:ConsentRequestDeferred";
            case EXPIRE -> "dpv:ConsentExpired";
            case WITHDRAW -> "dpv:ConsentWithdrawn";
            case REJECT_ALL, GPC -> "dpv:ConsentRefused";
            case ACCEPT_ALL, SAVE, ACKNOWLEDGE, IMPLIED, IMPORT -> "dpv:ConsentUnknown";
        };
    }

    private static Json described(String type, String text) {
        return Json.object().put("@type", type).put("dct:description", text).build();
    }
}
