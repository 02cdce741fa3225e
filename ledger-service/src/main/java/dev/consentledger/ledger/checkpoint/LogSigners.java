package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.VerifierKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signs for the logs of an epoch: the private keys that this instance was given, each under a name
 * of its own for each shard. Immutable and thread-safe.
 */
public final class LogSigners {

    private final Origins origins;
    private final List<List<NoteSigner>> signers;

    /**
     * @param keys one, or two while a key changes; not empty
     */
    public LogSigners(Origins origins, int shards, List<Ed25519PrivateKey> keys) {
        this.origins = origins;
        this.signers =
                IntStream.range(0, shards)
                        .mapToObj(
                                shard ->
                                        keys.stream()
                                                .map(key -> new NoteSigner(origins.of(shard), key))
                                                .toList())
                        .toList();
    }

    /** What others check the checkpoints of a shard with. */
    public List<VerifierKey> keys(int shard) {
        return signers.get(shard).stream().map(NoteSigner::verifierKey).distinct().toList();
    }

    /** How many shards there are. */
    public int shards() {
        return signers.size();
    }

    /** A shard's origin. */
    String origin(int shard) {
        return origins.of(shard);
    }

    /**
     * Signs a shard's head.
     *
     * @param with some of {@link #keys}; not empty
     */
    SignedCheckpoint sign(int shard, StoredHead head, List<VerifierKey> with) {
        Checkpoint checkpoint = Checkpoint.of(origin(shard), head.size(), head.root());
        return SignedCheckpoint.sign(
                checkpoint, with.stream().map(key -> signer(shard, key)).toList());
    }

    private NoteSigner signer(int shard, VerifierKey key) {
        return signers.get(shard).stream()
                .filter(signer -> signer.verifierKey().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
