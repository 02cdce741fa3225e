package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.proof.TrustFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known about one consent, and what the checks on it say. Every format of the record is
 * made from this value alone, so that none can say more than another. Immutable.
 *
 * @param madeAt when the record was made
 * @param caseReference for which case of the data protection officer
 * @param policy that the consent names; absent where it names none, or a version that was never
 *     published
 * @param banner likewise
 * @param ledgerKeys the keys that the ledger hands out itself. Who trusts it has them from
 *     elsewhere
 * @param checks in the order of {@link CheckName}; one that does not apply is not there
 */
public record ProofOfConsent(
        Instant madeAt,
        Optional<String> caseReference,
        Matching matching,
        Proved<ConsentEntry> consent,
        DisclosedEvidence evidence,
        Optional<Publication> policy,
        Optional<Publication> banner,
        SiteController controller,
        StateAt state,
        TrustFile ledgerKeys,
        List<CheckResult> checks) {

    /**
     * @throws IllegalArgumentException if the parts are not of one consent of one site
     */
    public ProofOfConsent {
        madeAt = Timestamps.truncate(madeAt);
        checks = List.copyOf(checks);
        String site = consent.entry().site();
        require(controller.site().equals(site), "the controller is of another site");
        policy.ifPresent(it -> require(isOf(site, it), "the policy is of another site"));
        banner.ifPresent(it -> require(isOf(site, it), "the banner is of another site"));
        require(
                evidence.part(PartName.SUBJECT) instanceof DisclosedPart.Absent
                        == consent.entry().commitments().subject().isEmpty(),
                "the subject is absent where the entry commits to none, and only there");
    }

    /** The same facts with every check made on them now. */
    public static ProofOfConsent checked(
            Instant madeAt,
            Optional<String> caseReference,
            Matching matching,
            Proved<ConsentEntry> consent,
            DisclosedEvidence evidence,
            Optional<Publication> policy,
            Optional<Publication> banner,
            SiteController controller,
            StateAt state,
            TrustFile ledgerKeys) {
        List<CheckResult> checks =
                new ProofChecks(ledgerKeys.trust()).of(consent, evidence, policy, banner);
        return new ProofOfConsent(
                madeAt,
                caseReference,
                matching,
                consent,
                evidence,
                policy,
                banner,
                controller,
                state,
                ledgerKeys,
                checks);
    }

    private static boolean isOf(String site, Publication publication) {
        return publication.published().entry().site().equals(site);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
