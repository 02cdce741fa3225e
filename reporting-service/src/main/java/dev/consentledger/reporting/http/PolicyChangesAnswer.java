package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.policy.Change;
import dev.consentledger.core.policy.Change.Part;
import dev.consentledger.core.policy.FreshConsent;
import dev.consentledger.core.policy.Ground;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.PolicyChange;
import dev.consentledger.core.policy.Proposal;
import dev.consentledger.reporting.report.PoliciesInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How two versions of a site's policy differ, and whether consents cover the second one. */
@JsonInclude(Include.NON_ABSENT)
@Schema(name = "PolicyChanges")
public record PolicyChangesAnswer(
        String site,
        PolicyVersion from,
        PolicyVersion to,
        List<ChangeAnswer> categories,
        List<ChangeAnswer> items,
        List<ChangeAnswer> recipients,
        List<ChangeAnswer> texts,
        List<ChangeAnswer> others,
        @Schema(description = "Of each category that offers a choice somewhere under the second")
                List<ProposalAnswer> proposals) {

    /** One thing that is different. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "PolicyChange")
    public record ChangeAnswer(
            @Schema(example = "item_lifetime_changed") String what,
            @Schema(description = "Of the category, item or third party; else the place") String id,
            @Schema(description = "Jurisdictions, where they differ") Optional<String> where,
            @Schema(description = "Absent where there was nothing") Optional<String> before,
            @Schema(description = "Absent where there is nothing") Optional<String> after,
            @Schema(description = "The same for people") String words) {

        static ChangeAnswer of(Change change) {
            return new ChangeAnswer(
                    change.what().term(),
                    change.id(),
                    change.where(),
                    change.before(),
                    change.after(),
                    change.words());
        }
    }

    /** What the rule proposes for a category. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "FreshConsentProposal")
    public record ProposalAnswer(
            String category,
            String name,
            @Schema(enumeration = {"still_covers", "think", "ask_again"}) String proposal,
            @Schema(description = "What decides, for people") String because,
            @Schema(description = "All that was found") List<GroundAnswer> grounds,
            @Schema(description = "What somebody has decided, which counts instead")
                    Optional<DecidedAnswer> decided) {}

    /** The last decision about a category. */
    @Schema(name = "FreshConsentDecision")
    public record DecidedAnswer(
            @Schema(enumeration = {"still_covers", "ask_again"}) String coverage,
            @Schema(description = "From when on it counts") Instant at,
            @Schema(description = "Of its entry in the ledger") UUID id) {}

    /** What was found, and what it means by itself. */
    @Schema(name = "FreshConsentGround")
    public record GroundAnswer(
            @Schema(example = "new_purpose") String ground,
            String about,
            @Schema(enumeration = {"still_covers", "think", "ask_again"}) String proposal,
            @Schema(description = "Why the rule is so") String reason) {

        static GroundAnswer of(Ground ground) {
            return new GroundAnswer(
                    ground.why().term(),
                    ground.about(),
                    ground.why().coverage().term(),
                    ground.why().reason());
        }
    }

    /**
     * @param policies have what was decided so far
     */
    static PolicyChangesAnswer of(
            ComparedVersions versions, PoliciesInForce policies, Instant now) {
        PolicyChange change = PolicyChange.between(versions.from(), versions.to());
        return new PolicyChangesAnswer(
                versions.to().site(),
                PolicyVersion.of(versions.from()),
                PolicyVersion.of(versions.to()),
                part(change, Part.CATEGORY),
                part(change, Part.ITEM),
                part(change, Part.RECIPIENT),
                part(change, Part.TEXT),
                part(change, Part.OTHER),
                new FreshConsent(versions.from(), versions.to())
                        .proposals().stream()
                                .map(
                                        proposal ->
                                                proposal(
                                                        proposal,
                                                        versions.to(),
                                                        decided(
                                                                proposal.category(),
                                                                versions,
                                                                policies,
                                                                now)))
                                .toList());
    }

    private static List<ChangeAnswer> part(PolicyChange change, Part part) {
        return change.of(part).stream().map(ChangeAnswer::of).toList();
    }

    private static Optional<DecidedAnswer> decided(
            String category, ComparedVersions versions, PoliciesInForce policies, Instant now) {
        return policies.decided(versions.from(), versions.to(), category, now).stream()
                .reduce((earlier, later) -> later)
                .map(
                        decision ->
                                new DecidedAnswer(
                                        decision.coverage().get(category).term(),
                                        decision.at(),
                                        decision.eventId()));
    }

    private static ProposalAnswer proposal(
            Proposal proposal, Policy policy, Optional<DecidedAnswer> decided) {
        return new ProposalAnswer(
                proposal.category(),
                policy.category(proposal.category()).orElseThrow().name(),
                proposal.coverage().term(),
                proposal.words(),
                proposal.grounds().stream().map(GroundAnswer::of).toList(),
                decided);
    }
}
