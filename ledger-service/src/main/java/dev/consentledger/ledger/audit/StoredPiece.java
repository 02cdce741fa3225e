package dev.consentledger.ledger.audit;

import dev.consentledger.ledger.audit.EntryRows.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a bundle, as they are read. The rows beside each are judged at once and not kept:
 * they may be large, and there are 256 of them. For one thread.
 */
final class StoredPiece {

    private final EntryRows rows;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();
    private Optional<Mismatch> first = Optional.empty();
    private long bytes;

    StoredPiece(EntryRows rows) {
        this.rows = rows;
    }

    /** Takes the next entry. */
    void add(StoredEntry entry) {
        entries.add(entry.entry());
        bytes += entry.bytes();
        if (first.isEmpty()) {
            try {
                expected.add(rows.check(entry));
            } catch (Mismatch e) {
                first = Optional.of(e);
            }
        }
    }

    /** The entries' own bytes. */
    List<byte[]> entries() {
        return entries;
    }

    /** How many bytes were read, of entries and all that stands beside them. */
    long bytes() {
        return bytes;
    }

    /**
     * What each of the entries is expected to be found by.
     *
     * @throws Mismatch with the first difference between an entry and the rows beside it
     */
    List<Expected> expected() throws Mismatch {
        if (first.isPresent()) {
            throw first.get();
        }
        return expected;
    }
}
