package dev.consentledger.reporting.rebuild;

import dev.consentledger.reporting.report.Appended;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The ledger's entries, read anew. Each method fails where the ledger is away. */
public interface LedgerEntries {

    /** How many there are, by shard. */
    Uni<Map<Integer, Long>> sizes();

    /**
     * The entries that come next.
     *
     * @param filling one that is not done
     * @return in the order of their indexes, one at least; fails with {@link
     *     dev.consentledger.reporting.report.UnusableEntry} where the ledger has something that
     *     cannot be projected
     */
    Uni<List<Appended>> next(Filling filling);
}
