package dev.consentledger.core.proof;

import dev.consentledger.core.note.VerifiedSignature;
import java.util.List;
import java.util.Optional;

/**
 * What became of a proof.
 *
 * @param checks one for each {@link Check.Name}, in their order; only the first where the format is
 *     broken
 * @param earliest the cosignature with the earliest time, of those that count: by then the entry
 *     existed, according to that witness
 */
public record Verdict(List<Check> checks, Optional<VerifiedSignature> earliest) {

    public Verdict {
        checks = List.copyOf(checks);
    }

    /** Failed if any check has; passed if each required one has; else not established. */
    public Check.Outcome outcome() {
        if (checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.FAILED)) {
            return Check.Outcome.FAILED;
        }
        boolean all =
                checks.stream()
                        .filter(Check::required)
                        .allMatch(check -> check.outcome() == Check.Outcome.PASSED);
        return all ? Check.Outcome.PASSED : Check.Outcome.NOT_ESTABLISHED;
    }

    /** The check of this name; absent where it did not come to it. */
    public Optional<Check> check(Check.Name name) {
        return checks.stream().filter(check -> check.name() == name).findFirst();
    }
}
