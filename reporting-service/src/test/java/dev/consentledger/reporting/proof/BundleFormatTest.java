package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.proof.ProofBundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFormatTest {

    @TempDir Path folder;

    @Test
    void theBundleOfEveryPolicyPassesUnderTheLedgersKeys() {
        VerifierTool verifier = new VerifierTool(folder);
        for (Sample sample : Sample.ofEachPolicy()) {
            ProofOfConsent proof = sample.build();
            ProofBundle bundle = BundleFormat.bundle(proof);

            BundleTool.Said said = verifier.check(bundle, proof.ledgerKeys().text());

            assertThat(said.outcome()).as("%s", said).isEqualTo("passed");
            assertThat(bundle.strangers()).isEmpty();
            assertThat(bundle.missing()).isEmpty();
            assertThat(new String(bundle.file("record.txt").orElseThrow(), UTF_8))
                    .contains(proof.consent().entry().site());
        }
    }
}
