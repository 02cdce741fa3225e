package dev.consentledger.reporting.timeline;

import dev.consentledger.core.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a person's choices, or to the policy that they are about.
 *
 * @param entry that tells of it; empty of a change of the policy
 * @param policy that came into force; empty of everything else
 */
public record TimelineEvent(
        Instant at, Happening happening, Optional<PersonEntry> entry, Optional<Policy> policy) {

    static TimelineEvent of(PersonEntry entry, Happening happening) {
        return new TimelineEvent(
                entry.effectiveAt(), happening, Optional.of(entry), Optional.empty());
    }

    static TimelineEvent of(Policy policy) {
        return new TimelineEvent(
                policy.inForceFrom(),
                Happening.POLICY_CHANGED,
                Optional.empty(),
                Optional.of(policy));
    }
}
