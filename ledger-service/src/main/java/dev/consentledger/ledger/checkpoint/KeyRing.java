package dev.consentledger.ledger.checkpoint;

import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.Trust;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose signatures count as those of our logs: of every key that the ledger has written down, for
 * the sizes that it may sign, and of the keys that this instance signs with. Thread-safe.
 */
public final class KeyRing {

    private final LogSigners signers;
    private volatile Map<Integer, List<StoredKey>> stored = Map.of();

    public KeyRing(LogSigners signers) {
        this.signers = signers;
    }

    /** Takes notice of what the ledger has written down, by shard. */
    public void learn(Map<Integer, List<StoredKey>> keys) {
        stored = Map.copyOf(keys);
    }

    /** With which keys a shard's log is to be signed. */
    KeyUse use(int shard) {
        return KeyUse.of(stored(shard), signers.keys(shard));
    }

    /** Whether this is a checkpoint of the shard's log that a key of it has signed. */
    public boolean hasSigned(int shard, SignedCheckpoint checkpoint) {
        return checkpoint.checkpoint().origin().equals(origin(shard))
                && new CheckpointVerifier(trust(shard), "the ledger").verify(checkpoint).byTheLog();
    }

    private Trust trust(int shard) {
        List<VerifierKey> known = stored(shard).stream().map(StoredKey::key).toList();
        Stream<LogKey> ours =
                signers.keys(shard).stream().filter(key -> !known.contains(key)).map(LogKey::of);
        Stream<LogKey> written =
                stored(shard).stream().map(StoredKey::trusted).flatMap(Optional::stream);
        return Trust.in(Stream.concat(written, ours).toArray(LogKey[]::new));
    }

    /**
     * The last checkpoint has to be of this log, of this tree, and of one of its keys.
     *
     * @throws TreeFault where it is not
     */
    void requireOurs(SignedHead signed) throws TreeFault {
        SignedCheckpoint note;
        try {
            note = SignedCheckpoint.parse(signed.note());
        } catch (MalformedCheckpoint e) {
            throw new TreeFault("the last signed checkpoint is none: %s".formatted(e.getMessage()));
        }
        if (!hasSigned(signed.shard(), note)) {
            throw new TreeFault(
                    "the last checkpoint is of %s, and was not signed with this key: set back CONSENT_LEDGER_NAME or the log key, or open the next epoch with CONSENT_EPOCH"
                            .formatted(note.checkpoint().origin()));
        }
        if (note.checkpoint().size() != signed.size()
                || !note.checkpoint().root().equals(signed.root())) {
            throw new TreeFault("signed_heads does not say what its own note says");
        }
    }

    /** The keys that this instance signs with. */
    List<VerifierKey> configured(int shard) {
        return signers.keys(shard);
    }

    SignedCheckpoint sign(int shard, StoredHead head, List<VerifierKey> with) {
        return signers.sign(shard, head, with);
    }

    /** A shard's origin. */
    String origin(int shard) {
        return signers.origin(shard);
    }

    /** How many shards there are. */
    int shards() {
        return signers.shards();
    }

    private List<StoredKey> stored(int shard) {
        return stored.getOrDefault(shard, List.of());
    }
}
