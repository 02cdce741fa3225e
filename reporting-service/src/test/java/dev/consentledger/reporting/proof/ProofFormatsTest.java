package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.ProofVerifier;
import org.junit.jupiter.api.Test;

/** The one list of formats. */
class ProofFormatsTest {

    private static final ProofFormats FORMATS = new ProofFormats();

    @Test
    void idsMediaTypesAndExtensionsAreUnique() {
        assertThat(FORMATS.all())
                .extracting(ProofFormat::id)
                .containsExactly(
                        "bundle",
                        "pdf",
                        "json-ld",
                        "json-ld-receipt",
                        "kantara",
                        "tlog-proof",
                        "csv");
        assertThat(FORMATS.all()).extracting(ProofFormat::mediaType).doesNotHaveDuplicates();
        assertThat(FORMATS.all()).extracting(ProofFormat::extension).doesNotHaveDuplicates();
    }

    @Test
    void everyFormatOfEveryPolicyIsTheSameTwice() {
        for (ProofFormat format : FORMATS.all()) {
            for (Sample sample : Sample.ofEachPolicy()) {
                byte[] file = format.write(sample.build());

                assertThat(file)
                        .as(format.id())
                        .isNotEmpty()
                        .isEqualTo(format.write(sample.build()));
            }
        }
    }

    @Test
    void theProofFileVerifiesWithTheLedgersKeys() {
        ProofOfConsent proof = Sample.imagine().build();
        byte[] file = FORMATS.named("tlog-proof").orElseThrow().write(proof);

        assertThat(
                        new ProofVerifier(proof.ledgerKeys().trust())
                                .verifyTlogProof(proof.consent().bytes(), file)
                                .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(FORMATS.named("docx")).isEmpty();
    }
}
