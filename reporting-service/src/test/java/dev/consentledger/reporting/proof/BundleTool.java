package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.ProofBundle;
import java.util.Map;

/** One of the three programs that check a bundle. */
interface BundleTool {

    /**
     * What it said.
     *
     * @param outcome of the whole
     * @param checks the outcome of each by its name
     */
    record Said(String outcome, Map<String, String> checks) {}

    /**
     * Lets it check.
     *
     * @param trust the content of the trust file; empty for none
     */
    Said check(ProofBundle bundle, String trust);
}
