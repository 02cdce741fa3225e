package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The receipt of Kantara's specification 1.1. */
class KantaraFormatTest {

    private static final List<String> FIELDS =
            List.of(
                    "version",
                    "jurisdiction",
                    "consentTimestamp",
                    "collectionMethod",
                    "consentReceiptID",
                    "publicKey",
                    "language",
                    "piiPrincipalId",
                    "piiControllers",
                    "policyUrl",
                    "services",
                    "sensitive",
                    "spiCat");

    static List<Sample> ofEachPolicy() {
        return Sample.ofEachPolicy();
    }

    @ParameterizedTest
    @MethodSource("ofEachPolicy")
    void everyFieldOfTheSpecificationIsThere(Sample sample) throws IOException {
        JsonNode receipt = receipt(sample);

        assertThat(receipt.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(FIELDS);
        assertThat(receipt.get("version").asText()).isEqualTo("KI-CR-v1.1.0");
        assertThat(receipt.get("consentTimestamp").asLong())
                .isEqualTo(Sample.OCCURRED.getEpochSecond());
    }

    @Test
    void grantedCategoriesAreItsPurposes() throws IOException {
        JsonNode purposes = receipt(Sample.imagine()).get("services").get(0).get("purposes");

        assertThat(purposes).hasSize(3);
        assertThat(purposes.get(0).get("purpose").asText())
                .isEqualTo("How well marketing works, and how people reach and use the platform.");
        assertThat(purposes.get(0).get("purposeCategory").get(0).asText()).isEqualTo("marketing");
        assertThat(purposes.get(0).get("termination").asText()).isEqualTo("undeclared");
    }

    @Test
    void whatWasNotGrantedIsNoPurpose() throws IOException {
        for (Sample sample : List.of(Sample.immagin(), Sample.imsupporting(), Sample.pixevety())) {
            assertThat(receipt(sample).get("services").get(0).get("purposes")).isEmpty();
        }
    }

    private static JsonNode receipt(Sample sample) throws IOException {
        return new ObjectMapper().readTree(KantaraFormat.write(sample.build()));
    }
}
