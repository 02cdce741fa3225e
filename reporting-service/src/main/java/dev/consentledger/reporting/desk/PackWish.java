package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.PartName;
import dev.consentledger.core.pack.PackQuestion.Period;
import dev.consentledger.core.pack.Sample;
import dev.consentledger.reporting.desk.LookUp.Asker;
import java.util.Optional;
import java.util.Set;

/**
 * A pack that somebody asks for.
 *
 * @param of whom it is to be about, or which period
 * @param allowed whether it may have the evidence of persons who have restricted its use
 */
public record PackWish(
        Case inCase,
        Asker asker,
        Of of,
        Set<PartName> withheld,
        boolean allowed,
        Optional<Sample> sample) {

    public PackWish {
        withheld = Set.copyOf(withheld);
    }

    /** What a pack is about. */
    public sealed interface Of {}

    /** One person of the case's site. */
    public record OfPerson(Whom whom) implements Of {}

    /** A time at the case's site. */
    public record OfPeriod(Period period) implements Of {}
}
