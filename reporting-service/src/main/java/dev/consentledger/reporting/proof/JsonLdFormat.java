package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.text.Base64Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record and its receipt as JSON-LD, with the fields of ISO/IEC TS 27560:2023 in the terms of the
 * W3C's Data Privacy Vocabulary (DPV 2), as its guide for 27560 maps them. The context is in the
 * file, so that it is expanded without a network, today and in ten years. What 27560 demands and
 * nobody has declared is listed by name.
 */
final class JsonLdFormat {

    /** The profile of a record. */
    static final String RECORD = "https://w3id.org/dpv/schema/dpv-27560#record";

    /** The profile of a receipt that has a whole record in it. */
    static final String RECEIPT = "https://w3id.org/dpv/schema/dpv-27560#receipt-record";

    /** Terms of our own: checks, proof, what is undeclared. */
    static final String OWN_TERMS = "https://consentledger.dev/ns/proof-of-consent#";

    private static final String SHA256 = "sha256:";

    private JsonLdFormat() {}

    static byte[] record(ProofOfConsent proof) {
        Json.ObjBuilder object = Json.object().put("@context", context());
        addRecord(object, proof);
        return object.build().canonicalBytes();
    }

    static byte[] receipt(ProofOfConsent proof) {
        Json.ObjBuilder record = Json.object();
        addRecord(record, proof);
        String made = Timestamps.format(proof.madeAt());
        String id = proof.consent().entry().eventId() + "/" + made;
        return Json.object()
                .put("@context", context())
                .put("@type", "dpv:ConsentReceipt")
                .put("dct:conformsTo", id(RECEIPT))
                .put("dct:identifier", id)
                .put("dct:created", typed("xsd:dateTime", made))
                .put("dct:hasPart", record.build())
                .build()
                .canonicalBytes();
    }

    private static Json.Obj context() {
        return Json.object()
                .put("dpv", "https://w3id.org/dpv#")
                .put("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#")
                .put("dct", "http://purl.org/dc/terms/")
                .put("xsd", "http://www.w3.org/2001/XMLSchema#")
                .put("cl", OWN_TERMS)
                .build();
    }

    private static void addRecord(Json.ObjBuilder object, ProofOfConsent proof) {
        ShownTexts texts = ShownTexts.of(proof);
        ConsentEntry consent = proof.consent().entry();
        Undeclared undeclared = new Undeclared();
        object.put("@id", "urn:uuid:" + consent.eventId())
                .put("@type", "dpv:ConsentRecord")
                .put("dct:conformsTo", id(RECORD))
                .put("dct:identifier", consent.eventId().toString())
                .put("dct:created", typed("xsd:dateTime", Timestamps.format(consent.receivedAt())))
                .put("dpv:hasDataSubject", subject(proof, undeclared))
                .put("dpv:hasNotice", notices(proof, texts, undeclared))
                .put("dpv:hasDataController", controller(proof, texts, undeclared))
                .put("dpv:hasJurisdiction", consent.jurisdiction().code())
                .put("cl:jurisdictionFrom", consent.jurisdiction().source().term())
                .put("cl:action", consent.action().term());
        JsonLdProcesses processes = new JsonLdProcesses(proof, texts, undeclared);
        object.put("dpv:hasProcess", new Json.Arr(processes.all()))
                .put("dpv:hasConsentControl", processes.withdrawal());
        if (consent.decisions().isEmpty()) {
            object.put("dpv:hasConsentStatus", processes.wholeEvent());
        }
        object.put("cl:check", new Json.Arr(checks(proof)))
                .put("cl:proof", inclusion(proof))
                .put("cl:undeclared", undeclared.toJson());
    }

    private static Json subject(ProofOfConsent proof, Undeclared undeclared) {
        Json.ObjBuilder subject =
                Json.object()
                        .put("@type", "dpv:DataSubject")
                        .put("cl:evidence", DisclosedPart.term(proof.evidence().subject()))
                        .put("cl:matchedBy", proof.matching().term());
        undeclared.putIfDeclared(
                subject, "dct:identifier", Field.PII_PRINCIPAL_ID, proof.evidence().pseudonym());
        return subject.build();
    }

    private static Json notices(ProofOfConsent proof, ShownTexts texts, Undeclared undeclared) {
        List<Json> notices = new ArrayList<>();
        proof.policy()
                .ifPresent(
                        it ->
                                notices.add(
                                        notice(
                                                "dpv:PrivacyNotice",
                                                it,
                                                texts.policy().map(ShownPolicy::title),
                                                texts.policy().map(ShownPolicy::language))));
        proof.banner()
                .ifPresent(
                        it ->
                                notices.add(
                                        notice(
                                                "dpv:ConsentNotice",
                                                it,
                                                texts.banner().map(b -> b.layers().get(0).title()),
                                                texts.banner().map(ShownBanner::language))));
        if (notices.isEmpty()) {
            undeclared.add(Field.PRIVACY_NOTICE);
            undeclared.add(Field.LANGUAGE);
        }
        return new Json.Arr(notices);
    }

    private static Json notice(
            String type,
            Publication publication,
            Optional<String> title,
            Optional<ShownLanguage> language) {
        var entry = publication.published().entry();
        Json.ObjBuilder notice =
                Json.object()
                        .put("@type", type)
                        .put("dct:identifier", SHA256 + publication.documentHash().toHex())
                        .put("dct:hasVersion", entry.version())
                        .put(
                                "dct:issued",
                                typed("xsd:dateTime", Timestamps.format(entry.publishedAt())))
                        .put("cl:demonstration", entry.demonstration());
        title.ifPresent(it -> notice.put("dct:title", it));
        language.ifPresent(it -> notice.put("dct:language", it.tag()));
        return notice.build();
    }

    private static Json controller(ProofOfConsent proof, ShownTexts texts, Undeclared undeclared) {
        Optional<ShownPolicy.Controller> declared = texts.policy().map(ShownPolicy::controller);
        Json.ObjBuilder controller =
                Json.object()
                        .put("@type", strings("dpv:DataController", "dpv:LegalEntity"))
                        .put("dct:identifier", proof.controller().id());
        undeclared.putIfDeclared(
                controller,
                "dpv:hasName",
                Field.PARTY_NAME,
                declared.map(it -> it.legalName().orElse(it.name())));
        undeclared.putIfDeclared(
                controller,
                "dpv:hasAddress",
                Field.PARTY_ADDRESS,
                declared.flatMap(ShownPolicy.Controller::address));
        undeclared.putIfDeclared(
                controller,
                "dpv:hasContact",
                Field.PARTY_CONTACT,
                declared.flatMap(ShownPolicy.Controller::email));
        return controller.build();
    }

    private static List<Json> checks(ProofOfConsent proof) {
        List<Json> checks = new ArrayList<>();
        for (CheckResult check : proof.checks()) {
            checks.add(
                    Json.object()
                            .put("dct:title", check.name().term())
                            .put("cl:outcome", check.outcome().term())
                            .put("dct:description", check.why())
                            .build());
        }
        return checks;
    }

    /** Enough to verify the record with the keys of the ledger. */
    private static Json inclusion(ProofOfConsent proof) {
        byte[] entry = proof.consent().bytes();
        return Json.object()
                .put("cl:entry", Base64Text.of(entry))
                .put("cl:leafHash", TreeHash.leaf(entry).toHex())
                .put("cl:tlogProof", new String(proof.consent().newest().proof().toBytes(), UTF_8))
                .build();
    }

    static Json typed(String type, String value) {
        return Json.object().put("@type", type).put("@value", value).build();
    }

    static Json id(String iri) {
        return new Json.Obj(Map.of("@id", new Json.Str(iri)));
    }

    static Json strings(String... values) {
        List<Json> strings = new ArrayList<>();
        for (String value : values) {
            strings.add(new Json.Str(value));
        }
        return new Json.Arr(strings);
    }
}
