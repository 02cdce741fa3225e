package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.ConsentEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * For how long a choice counts.
 *
 * @param period as the policy declares it (ISO 8601)
 * @param until when it runs out, counted in UTC from when it took effect
 */
record Validity(String period, Instant until) {

    /** Of a category's choice; absent where the policy does not declare it. */
    static Optional<Validity> of(
            Optional<ShownPolicy> policy, ConsentEntry consent, String category) {
        return policy.flatMap(it -> it.category(category))
                .flatMap(it -> it.rule(consent.jurisdiction().code()))
                .flatMap(ShownPolicy.ShownRule::validity)
                .flatMap(
                        it -> end(consent.effectiveAt(), it).map(until -> new Validity(it, until)));
    }

    private static Optional<Instant> end(Instant from, String period) {
        try {
            return Optional.of(
                    period.contains("T")
                            ? from.plus(Duration.parse(period))
                            : from.atOffset(ZoneOffset.UTC).plus(Period.parse(period)).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
