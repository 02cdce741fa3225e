package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyScriptTest {

    private static final String W2 = "witness.example/w2";

    @TempDir Path folder;

    private ShellTool script;

    @BeforeEach
    void script() throws IOException {
        assumeTrue(TamperedBundleTest.there("verify.sh", ShellTool.isThere(), "bash and openssl"));
        script = new ShellTool(folder);
    }

    @Test
    void itSaysWhatItIsAboutAndSinceWhen() throws IOException {
        Path bundle = Zips.unpack(SampleBundle.one(), folder);
        // Where many will put it; it is no file of the bundle.
        Path trust = Files.writeString(bundle.resolve("trust"), SampleBundle.trust());

        ShellTool.Ended ended = script.run(List.of("--trust=" + trust, bundle.toString()));

        assertThat(ended.printed())
                .contains(
                        "This is about the event 0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e of shop.example.")
                .contains(
                        "The entry existed no later than 2026-11-22T10:20:00Z, according to witness witness.example/w1.")
                .endsWith("Result: passed\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void theListOfSumsIsOneForSha256sum() throws IOException {
        Path bundle = Zips.unpack(SampleBundle.one(), folder);

        ShellTool.Ended ended =
                ShellTool.run(bundle, List.of("sha256sum", "-c", "checksums.sha256"));

        assertThat(ended.code()).as(ended.printed()).isZero();
    }

    @Test
    void aGroupIsAQuorumOfItsMembers() {
        String two =
                SampleBundle.trustWithoutQuorum()
                        .replace(
                                "quorum none\n",
                                "witness x " + other() + "\ngroup g %s w x\nquorum g\n");
        VerifierTool verifier = new VerifierTool(folder);
        for (String threshold : List.of("all", "any", "1", "2")) {
            String trust = two.formatted(threshold);
            BundleTool.Said said = script.check(SampleBundle.one(), trust);
            boolean met = List.of("any", "1").contains(threshold);
            assertThat(said.outcome()).as(threshold).isEqualTo(met ? "passed" : "not established");
            assertThat(said).isEqualTo(verifier.check(SampleBundle.one(), trust));
        }
    }

    @Test
    void aKeyCountsForItsSizesOnly() {
        String log = SampleBundle.trustWithoutQuorum().split("\n")[0];
        VerifierTool verifier = new VerifierTool(folder);
        for (String sizes : List.of("0-15", "16-", "17-", "0-16")) {
            String trust = log + " https://ledger.example sizes " + sizes + "\nquorum none\n";
            BundleTool.Said said = script.check(SampleBundle.one(), trust);
            assertThat(said).as(sizes).isEqualTo(verifier.check(SampleBundle.one(), trust));
        }
    }

    @Test
    void howItIsNotCalledIsSaid() throws IOException {
        String bundle = Zips.unpack(SampleBundle.one(), folder).toString();
        Path bad = Files.writeString(folder.resolve("bad"), SampleBundle.trust() + "logs x\n");
        Path noQuorum = Files.writeString(folder.resolve("none"), "# nobody\n");

        for (List<String> arguments :
                List.of(
                        List.of("--trust"),
                        List.of("--trusted", bundle),
                        List.of(bundle, bundle),
                        List.of(bundle + "/absent"),
                        List.of("--trust", folder + "/absent", bundle),
                        List.of("--trust", bad.toString(), bundle),
                        List.of("--trust", noQuorum.toString(), bundle))) {
            ShellTool.Ended ended = script.run(arguments);
            assertThat(ended.code()).as("%s: %s", arguments, ended.printed()).isEqualTo(64);
            assertThat(ended.printed()).startsWith("verify.sh: ");
        }
    }

    private static String other() {
        return SampleLog.cosigner(W2, 8).verifierKey().toString();
    }
}
