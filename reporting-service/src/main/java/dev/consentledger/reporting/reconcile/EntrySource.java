package dev.consentledger.reporting.reconcile;

import java.util.List;

/** Where entries are read from again: the ledger itself, and not what was projected. */
public interface EntrySource {

    /** As many entries as one question may ask for. */
    int PAGE_MAX = 500;

    /**
     * The bytes of entries; waits for them.
     *
     * @param from index of the first
     * @param count from 1 to {@link #PAGE_MAX}
     * @return all of them, in order; fails where the ledger is away or does not have them
     */
    List<byte[]> entries(int shard, long from, int count);
}
