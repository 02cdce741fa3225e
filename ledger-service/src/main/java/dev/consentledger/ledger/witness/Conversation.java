package dev.consentledger.ledger.witness;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.ledger.checkpoint.SignedHead;
import dev.consentledger.ledger.checkpoint.TreeFault;
import dev.consentledger.ledger.witness.WitnessReply.Conflict;
import dev.consentledger.ledger.witness.WitnessReply.Cosigned;
import dev.consentledger.ledger.witness.WitnessReply.Failed;
import dev.consentledger.ledger.witness.WitnessReply.ProofRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said to one witness, and what its answers mean (C2SP tlog-witness, section
 * "add-checkpoint"). Remembers the size that the witness has of each shard. Used by one thread.
 */
final class Conversation {

    /** How asking about a shard has ended. */
    enum Outcome {
        /** It has cosigned. */
        DONE,
        /** It has not, for a reason that need not be that of other shards. */
        FAILED,
        /** It is away: nothing can be asked now. */
        AWAY
    }

    private final WitnessStatus status;
    private final WitnessCall call;
    private final OurSide ours;
    private final ForkSuspicion suspicion;
    private final Map<Integer, Long> known = new HashMap<>();

    Conversation(WitnessStatus status, WitnessCall call, OurSide ours) {
        this.status = status;
        this.call = call;
        this.ours = ours;
        this.suspicion = new ForkSuspicion(status, call, ours);
    }

    /**
     * Has a checkpoint cosigned.
     *
     * @param head the newest; absent where nothing was signed, and only the size that the witness
     *     has is to be known
     */
    Outcome about(int shard, Optional<SignedHead> head) {
        try {
            return ask(shard, head);
        } catch (TreeFault | MalformedCheckpoint e) {
            return failed(FailureKind.LEDGER, "shard %d: %s".formatted(shard, e.getMessage()));
        }
    }

    private Outcome ask(int shard, Optional<SignedHead> head)
            throws TreeFault, MalformedCheckpoint {
        SignedCheckpoint note =
                head.isPresent()
                        ? SignedCheckpoint.parse(head.get().note())
                        : ours.proofs().ofNothing(shard);
        long size = note.checkpoint().size();
        long from = known.getOrDefault(shard, 0L);
        if (from > size) {
            return ahead(shard, from, size);
        }
        WitnessReply reply = send(from, head, note);
        if (reply instanceof Conflict conflict && conflict.size() != from) {
            from = conflict.size();
            known.put(shard, from);
            if (from > size) {
                return ahead(shard, from, size);
            }
            reply = send(from, head, note);
        }
        return judge(shard, head, note, from, reply);
    }

    private WitnessReply send(long from, Optional<SignedHead> head, SignedCheckpoint note)
            throws TreeFault {
        List<Hash> proof = head.isPresent() ? ours.proofs().path(from, head.get()) : List.of();
        return call.add(status.witness(), new AddCheckpoint(from, proof, note));
    }

    private Outcome judge(
            int shard,
            Optional<SignedHead> head,
            SignedCheckpoint note,
            long from,
            WitnessReply reply)
            throws TreeFault {
        if (reply instanceof Cosigned cosigned) {
            return keep(shard, head, note, cosigned);
        }
        if (reply instanceof Failed failed) {
            return failed(failed.kind(), failed.why());
        }
        boolean refused = reply instanceof ProofRefused;
        boolean otherRoot =
                reply instanceof Conflict conflict
                        && conflict.size() == from
                        && note.checkpoint().size() == from;
        if (from > 0 && head.isPresent() && (refused || otherRoot)) {
            suspicion.look(head.get(), from);
            return Outcome.FAILED;
        }
        return failed(
                FailureKind.CONTRADICTION,
                refused
                        ? "shard %d: it refuses a proof that begins with nothing".formatted(shard)
                        : "shard %d: it was asked from the size that it says it has, and says 409"
                                .formatted(shard));
    }

    private Outcome keep(
            int shard, Optional<SignedHead> head, SignedCheckpoint note, Cosigned reply) {
        Optional<Cosignature> cosignature =
                status.witness().cosignature(note.note(), reply.lines());
        if (cosignature.isEmpty()) {
            return failed(
                    FailureKind.WRONG_SIGNATURE,
                    "shard %d: no line that it sent is its signature under this checkpoint"
                            .formatted(shard));
        }
        long size = note.checkpoint().size();
        known.put(shard, size);
        if (head.isPresent()) {
            ours.cosignatures().keep(shard, size, cosignature.get());
        }
        status.cosigned(shard, size);
        return Outcome.DONE;
    }

    /** Whatever is signed next has to be compared with what the witness has seen. */
    private Outcome ahead(int shard, long seen, long size) {
        ours.seen().size(shard, seen);
        call.last(status.witness(), ours.origins().of(shard)).ifPresent(ours.seen()::note);
        if (ours.signing().newest(shard).isPresent()) {
            // Else the signer says so itself, when it first looks at the shard.
            ours.signing()
                    .recover(
                            shard,
                            "it has signed %d entries, and the witness %s has seen %d"
                                    .formatted(size, status.witness().name(), seen));
        }
        return failed(
                FailureKind.AHEAD,
                "shard %d: it has seen %d entries, and the ledger has signed %d"
                        .formatted(shard, seen, size));
    }

    private Outcome failed(FailureKind kind, String why) {
        status.failed(kind, why);
        return kind == FailureKind.UNREACHABLE || kind == FailureKind.TIMEOUT
                ? Outcome.AWAY
                : Outcome.FAILED;
    }
}
