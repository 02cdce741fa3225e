package dev.consentledger.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.ledger.checkpoint.HighestPublished;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.checkpoint.TreeFault;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks into it where a witness refuses what was proved here: either it has seen another history
 * that our key has signed, and then nothing more is signed of the shard; or it contradicts itself.
 */
final class ForkSuspicion {

    private static final Logger LOG = Logger.getLogger(ForkSuspicion.class);

    private final WitnessStatus status;
    private final WitnessCall call;
    private final OurSide ours;

    ForkSuspicion(WitnessStatus status, WitnessCall call, OurSide ours) {
        this.status = status;
        this.call = call;
        this.ours = ours;
    }

    /**
     * @param head the checkpoint that it refused
     * @param from the size that it says to have, from which the proof was verified here
     * @throws TreeFault where a tile is missing
     */
    void look(SignedHead head, long from) throws TreeFault {
        int shard = head.shard();
        Optional<byte[]> shown = call.last(status.witness(), ours.origins().of(shard));
        Optional<SignedCheckpoint> theirs = shown.flatMap(note -> signedByUs(shard, note));
        if (theirs.isPresent()) {
            Checkpoint other = theirs.get().checkpoint();
            if (other.size() > head.size()) {
                ours.seen().size(shard, other.size());
                ours.seen().note(theirs.get().toBytes());
                status.failed(
                        FailureKind.CONTRADICTION,
                        "shard %d: it says to have %d entries, and shows %d"
                                .formatted(shard, from, other.size()));
                return;
            }
            if (ours.proofs().rootAt(shard, other.size()).equals(other.root())) {
                status.failed(
                        FailureKind.CONTRADICTION,
                        "shard %d: it refuses what continues the checkpoint that it shows"
                                .formatted(shard));
                return;
            }
        }
        halt(head, from, theirs);
    }

    private void halt(SignedHead head, long from, Optional<SignedCheckpoint> theirs)
            throws TreeFault {
        int shard = head.shard();
        long size = theirs.map(note -> note.checkpoint().size()).orElse(from);
        Hash here = ours.proofs().rootAt(shard, size);
        LOG.errorf(
                "fork: a witness has seen another history of the shard; keep these notes, and see the runbook 'Checkpoints halted' witness=%s shard=%d size=%d root=%s seen=[%s] own=[%s]",
                status.witness().name(),
                shard,
                size,
                here,
                theirs.map(note -> new String(note.toBytes(), UTF_8)).orElse("not shown"),
                new String(head.note(), UTF_8));
        ours.signing()
                .halt(
                        shard,
                        "the witness %s has seen another history of %d entries than this ledger, which has the root %s: %s"
                                .formatted(
                                        status.witness().name(),
                                        size,
                                        here,
                                        theirs.map(ForkSuspicion::evidence)
                                                .orElse(
                                                        "it shows no checkpoint that this key has signed, so there is its word alone")));
        status.failed(
                FailureKind.REFUSED, "shard %d: it has seen another history".formatted(shard));
    }

    private static String evidence(SignedCheckpoint theirs) {
        return "it shows a checkpoint with the root %s that this key has signed"
                .formatted(theirs.checkpoint().root());
    }

    private Optional<SignedCheckpoint> signedByUs(int shard, byte[] note) {
        HighestPublished one = new HighestPublished(ours.keys());
        one.read(note);
        return one.of(shard).stream().findFirst();
    }
}
