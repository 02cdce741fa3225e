package dev.consentledger.ledger.statement;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.statement.GapStatements;
import dev.consentledger.core.statement.GapStatements.Place;
import dev.consentledger.core.statement.MalformedStatement;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.Origins;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The operators' statements of the control topic, in its order. Which of them counts follows from
 * that order and from the records topic alone: the first about the gap before which the shard
 * stands, once the records are gone over which it jumps ({@link GapStatements}). Thread-safe.
 */
public final class Statements {

    private static final Logger LOG = Logger.getLogger(Statements.class);

    private final TrustedKeys operators;
    private final Origins origins;
    private final int shardCount;
    private final Shards shards;
    private final StatementObserver observer;
    private final GapStatements statements = new GapStatements();

    public Statements(
            TrustedKeys operators,
            Origins origins,
            int shardCount,
            Shards shards,
            StatementObserver observer) {
        this.operators = operators;
        this.origins = origins;
        this.shardCount = shardCount;
        this.shards = shards;
        this.observer = observer;
    }

    /** Takes notice of a record of the control topic, whatever it is. */
    public void read(byte[] key, byte[] value) {
        if (!ControlKey.isOfGap(key)) {
            return;
        }
        try {
            SignedStatement signed = SignedStatement.parse(value);
            Optional<Integer> shard = shardOf(signed);
            if (shard.isEmpty()) {
                // Of another epoch: one topic has the statements of all.
                LOG.infof(
                        "a statement about another log is passed over origin=%s",
                        signed.statement().origin());
            } else if (!Arrays.equals(key, ControlKey.of(signed))) {
                ignore("its key is not the one that it has to have", value);
            } else if (!isSigned(signed)) {
                ignore("no operator that is configured has signed it", value);
            } else if (shards.isPast(shard.get(), signed.statement().from())) {
                ignore("the shard is past that offset", value);
            } else {
                add(signed);
            }
        } catch (MalformedStatement e) {
            ignore(e.getMessage(), value);
        }
    }

    /** Takes notice of a record without a value: that statement is taken back. */
    public synchronized void withdraw(byte[] key) {
        statements.removeIf(signed -> Arrays.equals(key, ControlKey.of(signed)));
    }

    private synchronized void add(SignedStatement signed) {
        statements.add(signed);
    }

    /** The origin of a shard's log, as a statement has to name it. */
    public String originOf(int shard) {
        return origins.of(shard);
    }

    /** Another number means that there is something new. */
    public synchronized int changes() {
        return statements.changes();
    }

    /** Whether this very note is on the topic already. */
    synchronized boolean has(SignedStatement signed) {
        return statements.has(signed);
    }

    /** Whether an operator has signed it, and nobody in an operator's name. */
    boolean isSigned(SignedStatement signed) {
        return operators.verify(signed.note()) instanceof NoteVerification.Verified;
    }

    /** The shard of this epoch that it is about. */
    Optional<Integer> shardOf(SignedStatement signed) {
        return IntStream.range(0, shardCount)
                .filter(shard -> origins.of(shard).equals(signed.statement().origin()))
                .boxed()
                .findFirst();
    }

    /** The first statement about the gap of a shard that begins at this offset. */
    public synchronized Optional<SignedStatement> first(int shard, String topicId, long from) {
        return statements.about(new Place(origins.of(shard), topicId, from)).stream().findFirst();
    }

    /**
     * The statement about a gap that counts now. Says of the others that they do not count.
     *
     * @param from where the shard stands
     * @param begin where the records topic begins; behind {@code from}
     */
    public Optional<SignedStatement> counting(int shard, String topicId, long from, long begin) {
        Place place = new Place(origins.of(shard), topicId, from);
        List<SignedStatement> about;
        Optional<SignedStatement> counting;
        synchronized (this) {
            about = statements.about(place);
            counting = statements.counting(place, begin);
        }
        if (counting.isEmpty()) {
            about.stream()
                    .limit(1)
                    .forEach(one -> ignore("it would jump over records that are there", one));
        }
        about.stream().skip(1).forEach(one -> ignore("another one came first", one));
        return counting;
    }

    /** Says that a statement has led to an entry. */
    public void applied(int shard, SignedStatement signed) {
        observer.applied();
        LOG.warnf(
                "records are missing and a gap was appended in their place, as an operator has stated shard=%d from=%d to=%d statement=%s",
                shard, signed.statement().from(), signed.statement().to(), signed.hash());
    }

    private void ignore(String why, SignedStatement signed) {
        ignore(why, signed.toBytes());
    }

    private void ignore(String why, byte[] value) {
        observer.ignored();
        LOG.warnf(
                "a statement on the control topic is ignored statement=%s why=%s",
                Hash.sha256(value), why);
    }
}
