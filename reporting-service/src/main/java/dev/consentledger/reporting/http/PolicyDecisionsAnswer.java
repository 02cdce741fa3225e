package dev.consentledger.reporting.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.consentledger.core.entry.DecisionEntry;
import dev.consentledger.reporting.desk.PolicyDecisions.Made;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was decided about changes of a site's policy, the newest first. */
@Schema(name = "PolicyDecisions")
public record PolicyDecisionsAnswer(String site, List<DecisionAnswer> decisions) {

    /** A decision, and who made it. */
    @JsonInclude(Include.NON_ABSENT)
    @Schema(name = "PolicyDecision")
    public record DecisionAnswer(
            @Schema(description = "Of its entry in the ledger") UUID id,
            @Schema(description = "The version that the consents cover") String from,
            @Schema(description = "The version that was in force next") String to,
            @Schema(description = "By category: still_covers or ask_again")
                    Map<String, String> coverage,
            @Schema(description = "From when on it counts") Instant at,
            Optional<String> by,
            Optional<String> reason,
            int shard,
            long index) {

        static DecisionAnswer of(Made made) {
            DecisionEntry entry = made.decision().entry();
            Map<String, String> coverage = new TreeMap<>();
            entry.coverage().forEach((category, word) -> coverage.put(category, word.term()));
            return new DecisionAnswer(
                    entry.eventId(),
                    entry.from().version(),
                    entry.to().version(),
                    coverage,
                    entry.at(),
                    made.by(),
                    made.reason(),
                    made.decision().shard(),
                    made.decision().index());
        }
    }

    static PolicyDecisionsAnswer of(String site, List<Made> made) {
        return new PolicyDecisionsAnswer(site, made.stream().map(DecisionAnswer::of).toList());
    }
}
