package dev.consentledger.ledger;

import dev.consentledger.core.note.Ed25519PrivateKey;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.CheckpointSigner;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.KeyRing;
import dev.consentledger.ledger.checkpoint.LogSigners;
import dev.consentledger.ledger.checkpoint.Origins;
import dev.consentledger.ledger.checkpoint.SigningStatus;
import dev.consentledger.ledger.checkpoint.StoredKey;
import dev.consentledger.ledger.kafka.CheckpointPublisher;
import dev.consentledger.ledger.kafka.CheckpointReader;
import dev.consentledger.ledger.kafka.Clients;
import dev.consentledger.ledger.kafka.Topics;
import dev.consentledger.ledger.store.CheckpointStore;
import dev.consentledger.ledger.witness.Asking;
import dev.consentledger.ledger.witness.SeenByWitnesses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Puts together what signs the checkpoints. Without a usable key nothing is signed, and everything
 * else goes on.
 */
final class Signing {

    private static final Logger LOG = Logger.getLogger(Signing.class);

    private final LogKeyFile file;
    private final Optional<LogKeyFile> nextFile;
    private final Origins origins;
    private final int shardCount;
    private final Clients clients;
    private final Topics topics;
    private final CheckpointStore store;
    private final Shards shards;
    private final SigningStatus status;
    private final Witnessing witnessing;

    /**
     * @throws CannotStart where the key's file is not said
     */
    Signing(
            LedgerConfig config,
            Clients clients,
            Topics topics,
            Origins origins,
            CheckpointStore store,
            Shards shards,
            SigningStatus status,
            Witnessing witnessing) {
        this.file =
                new LogKeyFile(
                        config.logKeyFile()
                                .orElseThrow(
                                        () ->
                                                new CannotStart(
                                                        "There is no log key. Name its file with CONSENT_LOG_KEY_FILE; a ledger that is empty makes it.")));
        this.nextFile = config.logKeyNextFile().map(LogKeyFile::new);
        this.origins = origins;
        this.shardCount = config.shards();
        this.clients = clients;
        this.topics = topics;
        this.store = store;
        this.shards = shards;
        this.status = status;
        this.witnessing = witnessing;
    }

    /**
     * Finds the keys, or makes the first for a ledger that is empty. To be asked before the topics
     * are made: from then on others write to them.
     */
    Optional<KeyRing> keys() throws ExecutionException, InterruptedException {
        try {
            LogSigners signers = new LogSigners(origins, shardCount, privateKeys());
            KeyRing keys = bringIn(signers);
            LOG.infof(
                    "checkpoints are signed file=%s keys=%s",
                    file.path(), IntStream.range(0, shardCount).mapToObj(signers::keys).toList());
            return Optional.of(keys);
        } catch (CannotSign e) {
            IntStream.range(0, shardCount).forEach(shard -> status.halt(shard, e.getMessage()));
            return Optional.empty();
        }
    }

    /** One, or two while the next key signs beside the one that it is to follow. */
    private List<Ed25519PrivateKey> privateKeys()
            throws CannotSign, ExecutionException, InterruptedException {
        Optional<Ed25519PrivateKey> found = file.read();
        List<Ed25519PrivateKey> keys = new ArrayList<>();
        keys.add(found.isPresent() ? found.get() : first());
        if (nextFile.isPresent()) {
            nextFile.get().read().ifPresent(keys::add);
        }
        return keys;
    }

    /** Whoever asks for the keys gets those of every log, also before it has its first entry. */
    private KeyRing bringIn(LogSigners signers) {
        Map<Integer, List<StoredKey>> known = store.keys();
        IntStream.range(0, shardCount)
                .filter(shard -> !known.containsKey(shard) && store.signedHead(shard).isEmpty())
                .forEach(shard -> store.useKeys(shard, signers.keys(shard)));
        KeyRing keys = new KeyRing(signers);
        keys.learn(store.keys());
        return keys;
    }

    private Ed25519PrivateKey first() throws CannotSign, ExecutionException, InterruptedException {
        if (!store.isUnused() || !topics.areUnused()) {
            throw new CannotSign(
                    "there is no log key in %s, and none is made, because the ledger's database or its topics are not empty: put the key back from the backup; only if this ledger never had one, make it with 'openssl genpkey -algorithm ed25519'"
                            .formatted(file.path()));
        }
        Ed25519PrivateKey key = file.make();
        LOG.infof(
                "made the log key of an empty ledger, keep it in the backup file=%s", file.path());
        return key;
    }

    /** What asks the witnesses; what they have seen goes where the signer looks. */
    List<Asking> askings(KeyRing keys, SeenByWitnesses seen) {
        return witnessing.askings(keys, origins, seen);
    }

    /**
     * @param stopped why a shard is not to be signed
     */
    CheckpointSigner signer(
            KeyRing keys, SeenByWitnesses seen, Function<Integer, Optional<String>> stopped) {
        return new CheckpointSigner(
                store,
                seen.beside(
                        new CheckpointReader(
                                clients::reader, topics.checkpoints(), new HighestPublished(keys))),
                keys,
                stopped,
                shards,
                status,
                Clock.systemUTC(),
                System::nanoTime);
    }

    CheckpointPublisher publisher() {
        return new CheckpointPublisher(
                clients::producer, topics.checkpoints(), origins, shards, status);
    }
}
