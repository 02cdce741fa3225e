package dev.consentledger.ledger.audit;

import dev.consentledger.ledger.append.Shards;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Verifies the shards that this instance consumes, one after the other, over and over, at a bounded
 * rate. A mismatch is kept beyond a restart, and stops the signing of its shard; nothing is
 * repaired, and appends, the other shards and this go on. Runs on one thread of its own.
 */
public final class SelfAudit implements Runnable {

    private static final Logger LOG = Logger.getLogger(SelfAudit.class);

    /** How soon a shard is verified that this instance has just begun to consume. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final StoredShards stored;
    private final RoundStart rounds;
    private final Shards shards;
    private final SelfAuditStatus status;
    private final BiConsumer<Integer, String> halt;
    private final Pace pace;
    private final Duration pause;

    /** The shards in which this instance itself has found something. */
    private final Set<Integer> said = new TreeSet<>();

    /** Begins the verification of a shard; absent where it has nothing yet. */
    @FunctionalInterface
    public interface RoundStart {
        Optional<ShardRound> of(StoredShards stored, int shard) throws Mismatch;
    }

    /**
     * @param halt stops the signing of a shard, for a reason
     * @param pause between the end of a round over all shards and the next
     */
    public SelfAudit(
            StoredShards stored,
            RoundStart rounds,
            Shards shards,
            SelfAuditStatus status,
            BiConsumer<Integer, String> halt,
            Pace pace,
            Duration pause) {
        this.stored = new PatientShards(stored, pace);
        this.rounds = rounds;
        this.shards = shards;
        this.status = status;
        this.halt = halt;
        this.pace = pace;
        this.pause = pause;
    }

    /** Stops after what is being read. May be called from any thread. */
    public void stop() {
        pace.stop();
    }

    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                Set<Integer> done = round();
                goOn = pace.rest(done.isEmpty() ? LOOK : pause);
            }
        } catch (CancellationException e) {
            LOG.debug("self-audit was stopped while it waited for the database");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Verifies every shard once, also those that come meanwhile; gives which. */
    Set<Integer> round() throws InterruptedException {
        Set<Integer> done = new TreeSet<>();
        Optional<Integer> next = next(done);
        while (next.isPresent()) {
            done.add(next.get());
            if (!verify(next.get())) {
                break;
            }
            next = next(done);
        }
        return done;
    }

    private Optional<Integer> next(Set<Integer> done) {
        Set<Integer> owned = shards.owned();
        status.standings().keySet().stream()
                .filter(shard -> !owned.contains(shard))
                .forEach(status::giveBack);
        return owned.stream().sorted().filter(shard -> !done.contains(shard)).findFirst();
    }

    /** False where the work is to end. */
    private boolean verify(int shard) throws InterruptedException {
        Optional<ShardRound> round = Optional.empty();
        try {
            stored.mismatch(shard).ifPresent(what -> stop(shard, what));
            round = rounds.of(stored, shard);
            return round.isEmpty() || verify(shard, round.get());
        } catch (Mismatch e) {
            if (round.filter(ShardRound::isVoid).isPresent()) {
                LOG.warnf(
                        "self-audit begins anew, because the shard was set back shard=%d cause=%s",
                        shard, e.getMessage());
                return true;
            }
            mismatch(shard, e.getMessage());
            return true;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "self-audit could not verify a shard, and tries again after its pause: look at the rows that the cause names shard=%d",
                    shard);
            return true;
        }
    }

    private boolean verify(int shard, ShardRound round) throws Mismatch, InterruptedException {
        status.begin(shard, round.size());
        for (long spent = round.advance(); spent > 0; spent = round.advance()) {
            status.at(shard, round.entries());
            if (!pace.spend(spent)) {
                return false;
            }
            if (!shards.owned().contains(shard)) {
                status.giveBack(shard);
                return true;
            }
        }
        status.pass(shard);
        return true;
    }

    private void mismatch(int shard, String what) {
        if (!said.add(shard)) {
            return;
        }
        LOG.errorf(
                "self-audit mismatch, what is stored is not what was appended or signed: see the runbook 'Self-audit mismatch' shard=%d mismatch=%s",
                shard, what);
        // At once, and then for as long as a database is away.
        halt.accept(shard, reason(what));
        stored.keepMismatch(shard, what);
        status.mismatch(shard, what);
    }

    private void stop(int shard, String what) {
        halt.accept(shard, reason(what));
        status.mismatch(shard, what);
    }

    /** Why a shard is not signed of which this was found. */
    public static String reason(String mismatch) {
        return "the self-audit found a mismatch, see the runbook 'Self-audit mismatch': "
                + mismatch;
    }
}
