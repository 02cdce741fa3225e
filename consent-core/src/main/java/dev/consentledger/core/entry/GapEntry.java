package dev.consentledger.core.entry;

import dev.consentledger.core.merkle.Hash;

/**
 * Stands where records are missing that the records topic lost before they were appended. An
 * operator has said so in a signed statement, and everything here follows from that.
 *
 * @param from the offset of the first missing record
 * @param to the first offset behind them
 * @param reason in the operator's words, {@link Names#REASON}
 * @param hash SHA-256 of the signed statement's bytes
 */
public record GapEntry(int shard, long from, long to, String reason, Hash hash) implements Entry {

    public GapEntry {
        if (shard < 0 || from < 0) {
            throw new IllegalArgumentException("shards and offsets count from 0");
        }
        if (to <= from) {
            throw new IllegalArgumentException("a gap ends behind its beginning");
        }
        if (!Names.REASON.matches(reason)) {
            throw new IllegalArgumentException("a reason is " + Names.REASON.words());
        }
    }

    @Override
    public Kind kind() {
        return Kind.GAP;
    }
}
