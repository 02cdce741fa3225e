package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.reporting.findings.Finding;
import dev.consentledger.reporting.findings.Findings;
import dev.consentledger.reporting.findings.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a version of a site's policy, and its events, make a data protection officer ask. */
@Schema(name = "Findings")
public record FindingsAnswer(
        String site,
        PolicyVersion policy,
        @Schema(description = "The version of the banner that it is shown with") String banner,
        @Schema(description = "Of the events that were looked at") Instant from,
        @Schema(description = "Not in the period itself") Instant to,
        @Schema(description = "Questions, no verdicts; in the order of the rules")
                List<FindingAnswer> findings,
        @Schema(description = "Rules for which there was nothing to look at")
                List<String> notLookedAt) {

    /** One question. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "Finding")
    public record FindingAnswer(
            String rule,
            String question,
            String reason,
            @Schema(description = "In law or guidance") List<String> sources,
            @Schema(description = "What raises it in the documents") List<PlaceAnswer> places,
            @Schema(description = "How many events raise it") Optional<Long> events) {

        static FindingAnswer of(Finding finding) {
            return new FindingAnswer(
                    finding.rule(),
                    finding.question(),
                    finding.reason(),
                    finding.sources(),
                    finding.places().stream().map(PlaceAnswer::of).toList(),
                    finding.events().isPresent()
                            ? Optional.of(finding.events().getAsLong())
                            : Optional.empty());
        }
    }

    /** A place in a document. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "FindingPlace")
    public record PlaceAnswer(
            @Schema(enumeration = {"policy", "banner"}) String document,
            @Schema(description = "JSON Pointer (RFC 6901)") String pointer,
            @Schema(description = "Id of the storage item, third party or category")
                    Optional<String> item,
            @Schema(description = "What stands there; empty for what is not there") String says) {

        static PlaceAnswer of(Place place) {
            return new PlaceAnswer(
                    place.document().term(), place.pointer(), place.item(), place.says());
        }
    }

    static FindingsAnswer of(Policy policy, Period period, Findings findings) {
        return new FindingsAnswer(
                policy.site(),
                PolicyVersion.of(policy),
                policy.banner(),
                period.from(),
                period.to(),
                findings.found().stream().map(FindingAnswer::of).toList(),
                findings.notLookedAt());
    }
}
