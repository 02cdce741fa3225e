package dev.consentledger.reporting.retention;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.PartName;
import java.util.Set;

/**
 * What is to be ordered about one person.
 *
 * @param act to erase some parts, or to forget the person
 * @param below of the person's entries those with a lower index
 */
public record Ending(Act act, Set<PartName> parts, long below) {

    public Ending {
        parts = Set.copyOf(parts);
    }
}
