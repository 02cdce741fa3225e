package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** Tells whether somebody's evidence has to stay. Pure. */
public final class Holds {

    private Holds() {}

    /** Whether a hold of any case is open, in the order of the ledger. */
    public static boolean isOpen(Collection<LedgerRecord> aboutOnePerson) {
        Set<String> open = new HashSet<>();
        aboutOnePerson.stream()
                .sorted(Comparator.comparingLong(record -> record.place().index()))
                .forEach(record -> take(record, open));
        return !open.isEmpty();
    }

    private static void take(LedgerRecord record, Set<String> open) {
        if (record.entry() instanceof ActEntry act) {
            String inCase = record.contextText("case").orElse("");
            if (act.act() == Act.PLACED) {
                open.add(inCase);
            } else if (act.act() == Act.LIFTED) {
                open.remove(inCase);
            }
        }
    }
}
