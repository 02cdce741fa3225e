package dev.consentledger.core.log;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.Evidence;
import java.util.Optional;

/** What a record turned out to be, before it is known what the ledger holds already. */
public sealed interface Reading {

    LedgerRecord record();

    /** An entry whose evidence or document is what its hashes say. */
    record Sound(LedgerRecord record, EntryId id, Entry entry, Optional<Evidence> evidence)
            implements Reading {}

    /**
     * A record that is nothing of version 1.
     *
     * @param reason for a log or a table: it names places of the format and never repeats the
     *     record, which may be personal
     */
    record Unreadable(LedgerRecord record, String reason) implements Reading {}

    /** A record that this code must not judge. */
    record Unsupported(LedgerRecord record, String reason) implements Reading {}
}
