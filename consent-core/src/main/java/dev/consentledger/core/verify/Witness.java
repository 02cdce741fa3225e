package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.checkpoint.AddCheckpoint;
import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.MalformedCheckpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.merkle.Consistency;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.Cosigner;
import dev.consentledger.core.note.NoteSignature;
import dev.consentledger.core.proof.CheckpointVerifier;
import dev.consentledger.core.proof.LogKey;
import dev.consentledger.core.proof.Trust;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cosigns checkpoints of the logs that it knows, each consistent with all that it has cosigned of
 * that log before (C2SP tlog-witness, section "add-checkpoint"). What it answers with is on the
 * disk before. Thread-safe: one checkpoint of a log at a time.
 */
final class Witness {

    static final String TEXT = "text/plain; charset=utf-8";
    static final String SIZE = "text/x.tlog.size";

    /** An answer of HTTP. */
    record Answer(int status, String contentType, byte[] body) {
        static Answer of(int status, String sentence) {
            return new Answer(status, TEXT, (sentence + "\n").getBytes(UTF_8));
        }
    }

    /** What is known of one log; also the lock for its checkpoints. */
    private static final class Known {
        private Optional<SignedCheckpoint> last;

        Known(Optional<SignedCheckpoint> last) {
            this.last = last;
        }
    }

    private final Cosigner cosigner;
    private final CheckpointVerifier verifier;
    private final List<LogKey> logKeys;
    private final WitnessState state;
    private final Clock clock;
    private final Map<String, Known> logs;

    /**
     * @param trust its logs are the ones that are cosigned
     * @throws Unavailable where the state is damaged
     */
    Witness(Cosigner cosigner, Trust trust, WitnessState state, Clock clock) {
        this.cosigner = cosigner;
        this.logKeys = trust.logs();
        this.verifier = new CheckpointVerifier(new Trust(logKeys, List.of(), 0), "the log");
        this.state = state;
        this.clock = clock;
        this.logs =
                logKeys.stream()
                        .map(LogKey::origin)
                        .distinct()
                        .collect(
                                Collectors.toMap(
                                        origin -> origin,
                                        origin -> new Known(state.read(origin)),
                                        (a, b) -> a,
                                        TreeMap::new));
    }

    /** The origins that it knows. */
    List<String> origins() {
        return List.copyOf(logs.keySet());
    }

    /** Answers a request of a log. */
    Answer add(byte[] body) {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (MalformedCheckpoint e) {
            return Answer.of(400, e.getMessage());
        }
        Known log = logs.get(request.checkpoint().checkpoint().origin());
        if (log == null) {
            return Answer.of(404, "no log of this origin is known here");
        }
        CheckpointVerifier.Signatures signatures = verifier.verify(request.checkpoint());
        if (!signatures.byTheLog()) {
            return Answer.of(403, signatures.logSignature().why());
        }
        synchronized (log) {
            return add(request, log);
        }
    }

    /** The last checkpoint of a log with its cosignature, by the name that its origin has. */
    Answer last(String name) {
        for (Map.Entry<String, Known> log : logs.entrySet()) {
            if (WitnessState.nameOf(log.getKey()).equals(name)) {
                synchronized (log.getValue()) {
                    return log.getValue()
                            .last
                            .map(last -> new Answer(200, TEXT, last.toBytes()))
                            .orElse(Answer.of(404, "no checkpoint of this log was cosigned"));
                }
            }
        }
        return Answer.of(404, "no log of this name is known here");
    }

    private Answer add(AddCheckpoint request, Known log) {
        Checkpoint now = request.checkpoint().checkpoint();
        long knownSize = log.last.map(last -> last.checkpoint().size()).orElse(0L);
        if (request.oldSize() > now.size()) {
            return Answer.of(400, "the old size is larger than the checkpoint's");
        }
        if (request.oldSize() != knownSize) {
            return conflict(knownSize);
        }
        if (now.size() == knownSize && isOther(now, log)) {
            state.keepAsEvidence(request.checkpoint());
            return conflict(knownSize);
        }
        if (!isConsistent(request, log)) {
            return Answer.of(422, "the proof does not lead from the old size to the checkpoint");
        }
        NoteSignature cosignature =
                cosigner.cosign(request.checkpoint().note().text(), clock.instant());
        SignedCheckpoint cosigned = onlyTheLogs(request.checkpoint()).with(List.of(cosignature));
        state.write(cosigned);
        log.last = Optional.of(cosigned);
        return new Answer(200, TEXT, (cosignature.line() + "\n").getBytes(UTF_8));
    }

    private static boolean isOther(Checkpoint now, Known log) {
        return log.last.filter(last -> !last.checkpoint().root().equals(now.root())).isPresent();
    }

    private static boolean isConsistent(AddCheckpoint request, Known log) {
        Checkpoint now = request.checkpoint().checkpoint();
        if (request.oldSize() == 0) {
            // Every tree begins with the empty one; a proof of that has no hashes.
            return request.proof().isEmpty()
                    && log.last
                            .map(last -> last.checkpoint().root().equals(TreeHash.emptyRoot()))
                            .orElse(true);
        }
        return Consistency.verify(
                request.oldSize(),
                now.size(),
                request.proof(),
                log.last.orElseThrow().checkpoint().root(),
                now.root());
    }

    private static Answer conflict(long size) {
        return new Answer(409, SIZE, (size + "\n").getBytes(UTF_8));
    }

    /** Without the lines of others, who could make what is kept longer and longer. */
    private SignedCheckpoint onlyTheLogs(SignedCheckpoint signed) {
        String origin = signed.checkpoint().origin();
        List<NoteSignature> own =
                signed.note().signatures().stream()
                        .filter(
                                line ->
                                        logKeys.stream()
                                                .filter(log -> log.origin().equals(origin))
                                                .anyMatch(log -> log.key().isNamedBy(line)))
                        .distinct()
                        .toList();
        return signed.only(own);
    }
}
