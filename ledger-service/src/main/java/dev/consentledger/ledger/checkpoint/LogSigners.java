package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.core.note.NoteSigner;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signs for the logs of an epoch: one private key, under a name of its own for each shard.
 * Immutable and thread-safe.
 */
public final class LogSigners {

    private final List<NoteSigner> signers;
    private final List<TrustedKeys> trusted;

    public LogSigners(Origins origins, int shards, Ed25519PrivateKey key) {
        signers =
                IntStream.range(0, shards)
                        .mapToObj(shard -> new NoteSigner(origins.of(shard), key))
                        .toList();
        trusted =
                signers.stream()
                        .map(signer -> new TrustedKeys(List.of(signer.verifierKey())))
                        .toList();
    }

    /** What others check the checkpoints with, by shard. */
    public List<VerifierKey> verifierKeys() {
        return signers.stream().map(NoteSigner::verifierKey).toList();
    }

    /** A shard's origin. */
    String origin(int shard) {
        return signers.get(shard).verifierKey().name();
    }

    /** How many shards there are. */
    int shards() {
        return signers.size();
    }

    SignedCheckpoint sign(int shard, StoredHead head) {
        Checkpoint checkpoint = Checkpoint.of(origin(shard), head.size(), head.root());
        return SignedCheckpoint.sign(checkpoint, List.of(signers.get(shard)));
    }

    /** Whether this is a checkpoint of the shard's log that this key has signed. */
    public boolean hasSigned(int shard, SignedCheckpoint checkpoint) {
        return checkpoint.checkpoint().origin().equals(origin(shard))
                && trusted.get(shard).verify(checkpoint.note())
                        instanceof NoteVerification.Verified;
    }
}
