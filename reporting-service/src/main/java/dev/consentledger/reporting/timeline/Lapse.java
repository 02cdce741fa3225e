package dev.consentledger.reporting.timeline;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.policy.Category;
import dev.consentledger.core.policy.Policy;
import dev.consentledger.core.policy.Validity;
import java.time.Instant;
import java.util.Optional;

/**
 * That the validity of a grant ends.
 *
 * @param validity what the policy that was granted under says for the jurisdiction of the grant
 * @param at the first moment at which the grant no longer counts
 */
public record Lapse(String category, PersonEntry grant, Validity validity, Instant at) {

    /** When a grant lapses, if its policy says so; whether that time has come is not asked. */
    static Optional<Lapse> of(String category, PersonEntry grant, Optional<Policy> under) {
        return under.flatMap(policy -> policy.category(category))
                .flatMap(c -> c.rule(((ConsentEntry) grant.entry()).jurisdiction().code()))
                .flatMap(Category.Rule::validity)
                .map(v -> new Lapse(category, grant, v, v.endOf(grant.effectiveAt())));
    }

    /** The consent that granted. */
    public ConsentEntry consent() {
        return (ConsentEntry) grant.entry();
    }
}
