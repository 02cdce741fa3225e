package dev.consentledger.reporting.findings;

import java.util.List;
import java.util.Optional;

/**
 * What a site's declarations and events make one ask, by every rule that there is.
 *
 * @param found in the order of the rules
 * @param notLookedAt ids of the rules for which there was nothing to look at: events that were not
 *     counted, or a banner that is not known
 */
public record Findings(List<Finding> found, List<String> notLookedAt) {

    /** All rules, in the order in which they are asked. */
    static final List<Rule> RULES =
            List.of(
                    StorageRules.RECIPIENTS,
                    StorageRules.THIRD_PARTIES,
                    StorageRules.UNNAMED_THIRD_PARTIES,
                    StorageRules.STORAGE_OF_THIRD_PARTIES,
                    StorageRules.LIFETIMES,
                    StorageRules.VARYING_LIFETIMES,
                    StorageRules.UNLIMITED_LIFETIMES,
                    StorageRules.CONSENT_IDENTIFIER,
                    ExemptionRules.PREFERENCES,
                    ExemptionRules.STATISTICS_AND_MARKETING,
                    ExemptionRules.WITHOUT_A_CLAIM,
                    ConsentRules.IMPLIED,
                    ConsentRules.VALIDITY,
                    ConsentRules.IMPLYING_BANNER,
                    ConsentRules.PRESELECTED,
                    ConsentRules.NO_REFUSAL,
                    ConsentRules.IMPLIED_EVENTS,
                    ConsentRules.RETIRED_EVENTS);

    public Findings {
        found = List.copyOf(found);
        notLookedAt = List.copyOf(notLookedAt);
    }

    /**
     * Asks every rule.
     *
     * @param counts empty where no events were counted
     */
    public static Findings of(Declarations declarations, Optional<EventCounts> counts) {
        return new Findings(
                RULES.stream().flatMap(rule -> rule.look(declarations, counts).stream()).toList(),
                RULES.stream()
                        .filter(rule -> !rule.canLook(declarations, counts))
                        .map(Rule::id)
                        .toList());
    }
}
