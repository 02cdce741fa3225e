package dev.consentledger.ledger.witness;

import dev.consentledger.ledger.append.Shards;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.witness.Conversation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Asks one witness: at the start about every shard, so that what it has seen is known before the
 * first signature; then, with each period, about the shards that this instance signs and whose
 * newest checkpoint it has not cosigned. Runs on a thread of its own and waits for no other
 * witness.
 */
public final class Asking implements Runnable {

    private final WitnessStatus status;
    private final Conversation conversation;
    private final OurSide ours;
    private final Shards shards;
    private final int shardCount;
    private final Duration period;
    private final Runnable heard;
    private final Semaphore stop = new Semaphore(0);

    /**
     * @param shardCount of the epoch
     * @param heard is run once, after the witness was asked about every shard or found to be away
     */
    public Asking(
            WitnessStatus status,
            WitnessCall call,
            OurSide ours,
            Shards shards,
            int shardCount,
            Duration period,
            Runnable heard) {
        this.status = status;
        this.conversation = new Conversation(status, call, ours);
        this.ours = ours;
        this.shards = shards;
        this.shardCount = shardCount;
        this.period = period;
        this.heard = heard;
    }

    /** The short name of the witness that is asked. */
    public String witness() {
        return status.witness().name();
    }

    /** Stops after the question that is under way. May be called from any thread. */
    public void stop() {
        stop.release();
    }

    @Override
    public void run() {
        try {
            hear();
            heard.run();
            while (!stop.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
                askAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear() {
        List<Integer> asked =
                IntStream.range(0, shardCount)
                        .filter(shard -> !ours.signing().isHalted(shard))
                        .boxed()
                        .toList();
        askAbout(asked, ours.logs()::signedHead);
    }

    /** One period's questions; where there is none, whether a witness that failed is back. */
    void askAgain() {
        List<Integer> missing = new ArrayList<>();
        for (int shard : shards.owned()) {
            Optional<SignedHead> newest = ours.signing().newest(shard);
            if (newest.isPresent()
                    && !ours.signing().isHalted(shard)
                    && newest.get().size() != status.cosignedSize(shard)) {
                missing.add(shard);
            }
        }
        if (missing.isEmpty() && status.failing().isPresent()) {
            hear();
        } else {
            askAbout(missing, ours.signing()::newest);
        }
    }

    private void askAbout(List<Integer> asked, Function<Integer, Optional<SignedHead>> head) {
        boolean done = true;
        for (int shard : asked) {
            if (stop.availablePermits() > 0) {
                return;
            }
            Outcome outcome = about(shard, head);
            done &= outcome == Outcome.DONE;
            if (outcome == Outcome.AWAY) {
                return;
            }
        }
        if (done) {
            status.succeeded();
        }
    }

    private Outcome about(int shard, Function<Integer, Optional<SignedHead>> head) {
        try {
            return conversation.about(shard, head.apply(shard));
        } catch (RuntimeException e) {
            status.failed(FailureKind.LEDGER, "shard %d: %s".formatted(shard, e));
            return Outcome.FAILED;
        }
    }
}
