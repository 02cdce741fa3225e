package dev.consentledger.ledger.witness;

/** Where cosignatures are kept. */
public interface Cosignatures {

    /**
     * Keeps a cosignature of the checkpoint of this size, unless there is one of the same witness.
     *
     * @throws RuntimeException where it cannot be kept now
     */
    void keep(int shard, long size, Cosignature cosignature);
}
