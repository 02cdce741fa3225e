package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.standalone.browser.WebBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three programs, which share no line of code, find the same in every bundle. */
class TamperedBundleTest {

    /** Fewer would mean that the table lost some. */
    private static final int CASES_MIN = 70;

    private static final int CHECKS_MIN = 10;

    private static final boolean EXHAUSTIVE =
            "exhaustive".equals(System.getProperty("tests.extent"));

    /** Another seed tries other changes: {@code -Dtests.seed=...}. */
    private static final long SEED = Long.getLong("tests.seed", 20_261_128);

    private static final List<String> TRUSTS =
            List.of(SampleBundle.trust(), SampleBundle.trustWithoutQuorum(), "");

    @TempDir Path folder;

    private final List<TamperedBundles.Case> cases = TamperedBundles.all();

    @Test
    void theVerifierFindsEachChangeByTheRightCheck() {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(CASES_MIN);
        findsEach(new VerifierTool(folder), cases);
    }

    @Test
    void theScriptFindsEachChangeAsTheVerifierDoes() throws IOException {
        assumeTrue(there("verify.sh", ShellTool.isThere(), "bash and openssl"));
        ShellTool script = new ShellTool(folder);
        findsEach(script, forTheScript());
        agreesWithTheVerifier(script);
    }

    @Test
    void thePageFindsEachChangeAsTheVerifierDoes() throws IOException {
        assumeTrue(there("verify.html", WebBrowser.isThere(), "chromium and chromedriver"));
        try (PageTool page = new PageTool(folder)) {
            findsEach(page, some(cases));
            agreesWithTheVerifier(page);
        }
    }

    /**
     * Each run of the script takes two seconds, and it checks banners by the same lines as
     * policies.
     */
    private List<TamperedBundles.Case> forTheScript() {
        List<TamperedBundles.Case> all = new ArrayList<>(cases);
        all.removeIf(it -> it.what().contains(ProofBundle.BANNER));
        return some(all);
    }

    /** All where time is no matter, else one for each check. */
    private static List<TamperedBundles.Case> some(List<TamperedBundles.Case> cases) {
        if (EXHAUSTIVE) {
            return cases;
        }
        List<TamperedBundles.Case> all = new ArrayList<>(cases);
        Collections.shuffle(all, new Random(SEED));
        Map<List<String>, TamperedBundles.Case> some = new LinkedHashMap<>();
        all.forEach(it -> some.put(List.of(it.fails(), it.outcome()), it));
        assertThat(some).hasSizeGreaterThanOrEqualTo(CHECKS_MIN);
        return List.copyOf(some.values());
    }

    private void findsEach(BundleTool tool, List<TamperedBundles.Case> cases) {
        VerifierTool verifier = new VerifierTool(folder);
        SoftAssertions all = new SoftAssertions();
        for (TamperedBundles.Case tampered : cases) {
            BundleTool.Said said = tool.check(tampered.bundle(), SampleBundle.trust());
            all.assertThat(said.outcome())
                    .as("%s: %s", tampered.what(), said)
                    .isEqualTo(tampered.outcome());
            if (!tampered.fails().equals(TamperedBundles.NOTHING)) {
                all.assertThat(said.checks())
                        .as(tampered.what())
                        .containsEntry(tampered.fails(), "failed");
            }
            if (!(tool instanceof VerifierTool)) {
                all.assertThat(said)
                        .as("%s, as the verifier", tampered.what())
                        .isEqualTo(verifier.check(tampered.bundle(), SampleBundle.trust()));
            }
        }
        all.assertAll();
    }

    /** Under every trust, with the same checks in the same order. */
    private void agreesWithTheVerifier(BundleTool tool) {
        for (String trust : TRUSTS) {
            BundleTool.Said said = tool.check(SampleBundle.one(), trust);
            BundleTool.Said verifier = new VerifierTool(folder).check(SampleBundle.one(), trust);
            assertThat(said).as(trust).isEqualTo(verifier);
            assertThat(said.checks().keySet())
                    .containsExactlyElementsOf(verifier.checks().keySet());
            assertThat(said.outcome()).isEqualTo(trust.isEmpty() ? "not established" : "passed");
        }
    }

    static boolean there(String what, boolean isThere, String needs) {
        if (!isThere) {
            System.out.printf("SKIPPED: %s is not tried, because %s are not here%n", what, needs);
        }
        return isThere;
    }
}
