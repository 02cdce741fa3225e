package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.proof.EntryProof;
import dev.consentledger.core.proof.TlogProof;
import java.util.Arrays;
import java.util.Optional;

/**
 * An entry with its bytes, its place and the proofs that the ledger has it there. That they are
 * here does not say that they hold: that is what the checks say. Immutable.
 *
 * @param newest under the newest checkpoint; has the entry's bytes
 * @param earlier under the earliest checkpoint that is there, where it is another one
 */
public record Proved<T extends Entry>(T entry, EntryProof newest, Optional<EarlierProof> earlier) {

    /**
     * @throws IllegalArgumentException if the bytes are not the entry's, or the proofs are of
     *     different places
     */
    public Proved {
        if (!Arrays.equals(EntryCodec.encode(entry), newest.entry())) {
            throw new IllegalArgumentException("the proof is of another entry");
        }
        TlogProof proof = newest.proof();
        boolean elsewhere =
                earlier.map(EarlierProof::proof)
                        .filter(
                                other ->
                                        other.index() != proof.index()
                                                || !origin(other).equals(origin(proof)))
                        .isPresent();
        if (elsewhere) {
            throw new IllegalArgumentException("the two proofs are of different places");
        }
    }

    /** The bytes that were hashed into the tree. */
    public byte[] bytes() {
        return newest.entry();
    }

    /** Which log it stands in: ledger, epoch and shard. */
    public String origin() {
        return origin(newest.proof());
    }

    /** Its place in that log, counted from 0. */
    public long index() {
        return newest.proof().index();
    }

    private static String origin(TlogProof proof) {
        return proof.checkpoint().checkpoint().origin();
    }
}
