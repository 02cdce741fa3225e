package dev.consentledger.reporting.desk;

import dev.consentledger.core.entry.Act;
import dev.consentledger.core.entry.ActEntry;
import dev.consentledger.core.json.Json;
import java.util.Comparator;
import java.util.List;

/**
 * What has become of an order to erase.
 *
 * @param entries of the order, one for each person, as far as the ledger has them
 * @param complete whether that is all of them; until then the ledger is awaited
 */
public record ErasureReceipt(List<LedgerRecord> entries, boolean complete) {

    private static final Comparator<LedgerRecord> ORDER =
            Comparator.<LedgerRecord>comparingInt(record -> record.place().shard())
                    .thenComparingLong(record -> record.place().index());

    public ErasureReceipt {
        entries = List.copyOf(entries);
    }

    /** The receipt from all that the ledger has under the order's id. */
    static ErasureReceipt of(List<LedgerRecord> found) {
        List<LedgerRecord> entries =
                found.stream().filter(ErasureReceipt::isDecided).sorted(ORDER).toList();
        return new ErasureReceipt(
                entries, !entries.isEmpty() && entries.size() >= personsOf(entries.get(0)));
    }

    private static boolean isDecided(LedgerRecord record) {
        return record.entry() instanceof ActEntry act
                && act.act() == Act.ERASE
                && record.outcome().isPresent();
    }

    /** One for orders that came another way and do not say. */
    private static long personsOf(LedgerRecord record) {
        return record.context()
                .map(part -> part.value().members().get(Acts.PERSONS))
                .filter(Json.Int.class::isInstance)
                .map(value -> ((Json.Int) value).value())
                .orElse(1L);
    }
}
