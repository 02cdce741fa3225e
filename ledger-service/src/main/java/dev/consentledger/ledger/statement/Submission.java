package dev.consentledger.ledger.statement;

import dev.consentledger.core.statement.GapStatement;
import dev.consentledger.core.statement.MalformedStatement;
import dev.consentledger.core.statement.SignedStatement;
import dev.consentledger.ledger.lookup.ShardState;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes an operator's statement, if it would count now, and writes it to the control topic. The
 * shard may be another instance's. Thread-safe.
 */
public final class Submission {

    private final Statements statements;
    private final Supplier<Uni<List<ShardState>>> heads;
    private final Supplier<Uni<TopicBegin>> begin;
    private final Function<SignedStatement, Uni<Void>> write;

    /**
     * @param heads where the shards stand
     * @param begin where the records topic begins now
     * @param write to the control topic, on all in-sync replicas
     */
    public Submission(
            Statements statements,
            Supplier<Uni<List<ShardState>>> heads,
            Supplier<Uni<TopicBegin>> begin,
            Function<SignedStatement, Uni<Void>> write) {
        this.statements = statements;
        this.heads = heads;
        this.begin = begin;
        this.write = write;
    }

    /** What became of a note that was handed in. */
    public sealed interface Outcome {

        /** It stands on the control topic, and counts. */
        record Accepted(int shard, SignedStatement signed) implements Outcome {}

        record Malformed(String why) implements Outcome {}

        /** No operator has signed it, or somebody else in an operator's name. */
        record NotSigned() implements Outcome {}

        /** It says something else than what is the case. */
        record DoesNotFit(String why) implements Outcome {}
    }

    /** Fails where database or broker do not answer; then the same note can be handed in again. */
    public Uni<Outcome> submit(byte[] note) {
        SignedStatement signed;
        try {
            signed = SignedStatement.parse(note);
        } catch (MalformedStatement e) {
            return outcome(new Outcome.Malformed(e.getMessage()));
        }
        if (!statements.isSigned(signed)) {
            return outcome(new Outcome.NotSigned());
        }
        Optional<Integer> shard = statements.shardOf(signed);
        if (shard.isEmpty()) {
            return outcome(
                    new Outcome.DoesNotFit("This epoch has no shard whose log is of that origin."));
        }
        if (statements.has(signed)) {
            // Compaction would move it behind later ones if it were written once more.
            return outcome(new Outcome.Accepted(shard.get(), signed));
        }
        return Uni.combine()
                .all()
                .unis(heads.get(), begin.get())
                .with((states, topic) -> misfit(signed, shard.get(), states, topic))
                .chain(misfit -> writeUnless(misfit, signed, shard.get()));
    }

    private Uni<Outcome> writeUnless(Optional<String> misfit, SignedStatement signed, int shard) {
        Outcome accepted = new Outcome.Accepted(shard, signed);
        return misfit.isPresent()
                ? outcome(new Outcome.DoesNotFit(misfit.get()))
                : write.apply(signed).replaceWith(accepted);
    }

    private Optional<String> misfit(
            SignedStatement signed, int shard, List<ShardState> states, TopicBegin topic) {
        GapStatement statement = signed.statement();
        long stands =
                states.stream()
                        .filter(state -> state.shard() == shard)
                        .mapToLong(ShardState::nextOffset)
                        .findFirst()
                        .orElse(0);
        long begins = topic.offsets().get(shard);
        if (!statement.topicId().equals(topic.id())) {
            return Optional.of("The records topic has the id %s.".formatted(topic.id()));
        }
        if (statement.from() != stands) {
            return Optional.of("The shard stands at offset %d.".formatted(stands));
        }
        if (statement.to() > begins) {
            return Optional.of(
                    "The records topic begins at offset %d: nothing may be jumped over that is there."
                            .formatted(begins));
        }
        return statements.first(shard, topic.id(), stands).map(other -> misfit(other, begins));
    }

    private static String misfit(SignedStatement first, long begins) {
        long to = first.statement().to();
        return to <= begins
                ? "Another statement about this gap came first."
                : "Another statement about this gap came first, and jumps over records that are there, to offset %d; it has to be withdrawn: see the runbook 'Ledger halted'."
                        .formatted(to);
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
