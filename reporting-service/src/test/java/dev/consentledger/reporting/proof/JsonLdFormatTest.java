package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.JsonDocument;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.ProofVerifier;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The record as a standard processor of JSON-LD reads it, without a network. */
class JsonLdFormatTest {

    private static final String DPV = "https://w3id.org/dpv#";
    private static final String DCT = "http://purl.org/dc/terms/";

    /** The mandatory fields of 27560 and the properties that the guide of DPV maps them to. */
    private static final Map<String, String> MANDATORY = mandatory();

    static List<Sample> inEveryCondition() {
        Sample guest = Sample.imagine();
        guest.subject = Optional.empty();
        Sample unpublished = Sample.imagine();
        unpublished.published = false;
        Sample withheld = Sample.imsupporting();
        withheld.shownSubject = Optional.of(new DisclosedPart.Withheld());
        return List.of(
                Sample.imagine(),
                Sample.immagin(),
                Sample.imsupporting(),
                Sample.pixevety(),
                guest,
                unpublished,
                withheld);
    }

    @ParameterizedTest
    @MethodSource("inEveryCondition")
    void everyMandatoryFieldIsThereOrNamedAsUndeclared(Sample sample) throws JsonLdError {
        String expanded = expand(JsonLdFormat.record(sample.build())).toString();

        MANDATORY.forEach(
                (field, property) ->
                        assertThat(
                                        expanded.contains("\"" + property + "\"")
                                                || expanded.contains(
                                                        "\"@value\":\"" + field + "\""))
                                .as("%s: %s in %s", sample, field, expanded)
                                .isTrue());
    }

    @Test
    void allOfARecordSurvivesExpansion() throws JsonLdError {
        String expanded = expand(JsonLdFormat.record(Sample.imagine().build())).toString();

        assertThat(expanded)
                .contains("\"@type\":[\"" + DPV + "ConsentRecord\"]")
                .contains("{\"@id\":\"" + JsonLdFormat.RECORD + "\"}")
                .contains("\"@type\":[\"" + DPV + "ConsentGiven\"]")
                .contains(
                        "\"" + DPV + "hasLegalBasis\":[{\"@id\":\"" + DPV + "ExpressedConsent\"}]")
                .contains("\"@value\":\"" + Sample.SUBJECT + "\"")
                .contains("ia_stats_returning")
                .contains("\"@value\":\"party_address\"");
    }

    @Test
    void noConsentIsEverMadeOfANotice() throws JsonLdError {
        for (Sample sample : List.of(Sample.immagin(), Sample.pixevety())) {
            assertThat(expand(JsonLdFormat.record(sample.build())).toString())
                    .contains(DPV + "ConsentUnknown")
                    .doesNotContain(DPV + "ConsentGiven");
        }
        assertThat(expand(JsonLdFormat.record(Sample.immagin().build())).toString())
                .contains(DPV + "ImpliedConsent");
    }

    @Test
    void aRefusalIsARefusal() throws JsonLdError {
        assertThat(expand(JsonLdFormat.record(Sample.imsupporting().build())).toString())
                .contains(DPV + "ConsentRefused")
                .doesNotContain(DPV + "ConsentGiven");
    }

    @Test
    void aReceiptHasTheWholeRecordInIt() throws JsonLdError {
        JsonArray expanded = expand(JsonLdFormat.receipt(Sample.imagine().build()));

        assertThat(expanded.toString())
                .contains("\"@type\":[\"" + DPV + "ConsentReceipt\"]")
                .contains("{\"@id\":\"" + JsonLdFormat.RECEIPT + "\"}")
                .contains("{\"@id\":\"" + JsonLdFormat.RECORD + "\"}");
        assertThat(expanded.getJsonObject(0).getJsonArray(DCT + "hasPart").getJsonObject(0))
                .isEqualTo(expand(JsonLdFormat.record(Sample.imagine().build())).getJsonObject(0));
    }

    @Test
    void theProofInItVerifies() throws JsonLdError {
        ProofOfConsent proof = Sample.imagine().build();
        var inclusion =
                expand(JsonLdFormat.record(proof))
                        .getJsonObject(0)
                        .getJsonArray(JsonLdFormat.OWN_TERMS + "proof")
                        .getJsonObject(0);
        byte[] entry = Base64.getDecoder().decode(value(inclusion, "entry"));
        byte[] file = value(inclusion, "tlogProof").getBytes(UTF_8);

        assertThat(
                        new ProofVerifier(proof.ledgerKeys().trust())
                                .verifyTlogProof(entry, file)
                                .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    private static String value(JsonObject object, String name) {
        return object.getJsonArray(JsonLdFormat.OWN_TERMS + name)
                .getJsonObject(0)
                .getString("@value");
    }

    private static JsonArray expand(byte[] jsonLd) throws JsonLdError {
        return JsonLd.expand(JsonDocument.of(new ByteArrayInputStream(jsonLd)))
                .loader(
                        (address, options) -> {
                            throw new JsonLdError(
                                    JsonLdErrorCode.LOADING_DOCUMENT_FAILED, "no network");
                        })
                .get();
    }

    private static Map<String, String> mandatory() {
        Map<String, String> fields = new HashMap<>();
        fields.put("schema_version", DCT + "conformsTo");
        fields.put("record_id", DCT + "identifier");
        fields.put("pii_principal_id", DPV + "hasDataSubject");
        fields.put("privacy_notice", DPV + "hasNotice");
        fields.put("language", DCT + "language");
        fields.put("purpose", DPV + "hasPurpose");
        fields.put("pii_information", DPV + "hasPersonalData");
        fields.put("pii_type", "named as undeclared by every record");
        fields.put("pii_controllers", DPV + "hasDataController");
        fields.put("storage_locations", DPV + "hasLocation");
        fields.put("retention_period", DPV + "hasDuration");
        fields.put("jurisdiction", DPV + "hasJurisdiction");
        fields.put("recipient_third_parties", DPV + "hasRecipient");
        fields.put("withdrawal_method", DPV + "hasConsentControl");
        fields.put("party_id", DCT + "identifier");
        fields.put("party_name", DPV + "hasName");
        fields.put("party_address", DPV + "hasAddress");
        fields.put("party_contact", DPV + "hasContact");
        fields.put("party_type", DPV + "DataController");
        fields.put("event_time", DCT + "date");
        fields.put("validity_duration", DCT + "valid");
        fields.put("entity_id", DPV + "isImplementedByEntity");
        fields.put("event_type", DPV + "hasLegalBasis");
        fields.put("event_state", DPV + "hasConsentStatus");
        return fields;
    }
}
