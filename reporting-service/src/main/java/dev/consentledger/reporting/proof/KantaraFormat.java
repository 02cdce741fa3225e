package dev.consentledger.reporting.proof;

import static dev.consentledger.reporting.proof.Words.UNDECLARED;
import static dev.consentledger.reporting.proof.Words.orUndeclared;

import dev.consentledger.core.entry.CategoryDecision;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decision;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.proof.TrustFile;
import dev.consentledger.reporting.proof.ShownItem.Recipients.Listed;
import dev.consentledger.reporting.proof.ShownPolicy.Controller;
import dev.consentledger.reporting.proof.ShownPolicy.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record as a consent receipt (Kantara Initiative, Consent Receipt Specification 1.1). It has the
 * categories that were granted, since a receipt is of what somebody has consented to; without any
 * there is a receipt with no purposes.
 */
final class KantaraFormat {

    private static final String VERSION = "KI-CR-v1.1.0";

    private KantaraFormat() {}

    static byte[] write(ProofOfConsent proof) {
        ShownTexts texts = ShownTexts.of(proof);
        ConsentEntry consent = proof.consent().entry();
        return Json.object()
                .put("version", VERSION)
                .put("jurisdiction", consent.jurisdiction().code())
                .put("consentTimestamp", consent.effectiveAt().getEpochSecond())
                .put("collectionMethod", collectionMethod(consent))
                .put("consentReceiptID", consent.eventId().toString())
                .put("publicKey", publicKey(proof))
                .put("language", consent.language().orElse(UNDECLARED))
                .put("piiPrincipalId", principal(proof))
                .put("piiControllers", new Json.Arr(List.of(controller(proof, texts))))
                .put(
                        "policyUrl",
                        orUndeclared(
                                texts.policy().map(ShownPolicy::source).flatMap(Source::address)))
                .put("services", new Json.Arr(List.of(service(consent, texts))))
                // The specification wants true or false; what a policy does not declare is below.
                .put("sensitive", false)
                .put("spiCat", new Json.Arr(List.of(new Json.Str(UNDECLARED))))
                .build()
                .canonicalBytes();
    }

    private static String collectionMethod(ConsentEntry consent) {
        return "%s by %s"
                .formatted(
                        consent.action().term(),
                        consent.decisions().values().stream()
                                .map(it -> it.signal().term())
                                .distinct()
                                .findFirst()
                                .orElse("banner"));
    }

    private static String publicKey(ProofOfConsent proof) {
        return proof.ledgerKeys().logs().stream()
                .map(TrustFile.Log::key)
                .filter(key -> key.origin().equals(proof.consent().origin()))
                .map(key -> key.key().encode())
                .findFirst()
                .orElse(UNDECLARED);
    }

    private static String principal(ProofOfConsent proof) {
        return proof.evidence()
                .pseudonym()
                .orElseGet(() -> DisclosedPart.term(proof.evidence().subject()));
    }

    private static Json controller(ProofOfConsent proof, ShownTexts texts) {
        Optional<Controller> declared = texts.policy().map(ShownPolicy::controller);
        String email = orUndeclared(declared.flatMap(Controller::email));
        Json.Obj address =
                Json.object()
                        .put("streetAddress", orUndeclared(declared.flatMap(Controller::address)))
                        .put("addressCountry", orUndeclared(declared.flatMap(Controller::country)))
                        .build();
        return Json.object()
                .put(
                        "piiController",
                        declared.map(Controller::name).orElse(proof.controller().id()))
                .put("contact", email)
                .put("address", address)
                .put("email", email)
                .put("phone", UNDECLARED)
                .put("onBehalf", false)
                .build();
    }

    private static Json service(ConsentEntry consent, ShownTexts texts) {
        List<Json> purposes = new ArrayList<>();
        for (Map.Entry<String, CategoryDecision> decided : consent.decisions().entrySet()) {
            if (decided.getValue().decision() == Decision.GRANTED) {
                purposes.add(purpose(consent, texts, decided.getKey()));
            }
        }
        return Json.object()
                .put("service", consent.site())
                .put("purposes", new Json.Arr(purposes))
                .build();
    }

    private static Json purpose(ConsentEntry consent, ShownTexts texts, String category) {
        List<ShownItem> items = texts.policy().map(it -> it.itemsOf(category)).orElse(List.of());
        List<Json> kinds =
                items.stream()
                        .flatMap(it -> it.purposeKind().stream())
                        .distinct()
                        .<Json>map(Json.Str::new)
                        .toList();
        List<String> parties =
                items.stream()
                        .flatMap(
                                it ->
                                        it.recipients() instanceof Listed listed
                                                ? listed.names().stream()
                                                : Stream.empty())
                        .distinct()
                        .toList();
        Json.ObjBuilder purpose =
                Json.object()
                        .put(
                                "purpose",
                                texts.policy()
                                        .flatMap(it -> it.category(category))
                                        .map(ShownPolicy.ShownCategory::text)
                                        .orElse(category))
                        .put("purposeCategory", new Json.Arr(kinds))
                        .put("consentType", "EXPLICIT")
                        .put("piiCategory", new Json.Arr(List.of(new Json.Str(UNDECLARED))))
                        .put("primaryPurpose", false)
                        .put(
                                "termination",
                                Validity.of(texts.policy(), consent, category)
                                        .map(it -> Words.time(it.until()))
                                        .orElse(UNDECLARED))
                        .put("thirdPartyDisclosure", !parties.isEmpty());
        if (!parties.isEmpty()) {
            purpose.put("thirdPartyName", String.join(", ", parties));
        }
        return purpose.build();
    }
}
