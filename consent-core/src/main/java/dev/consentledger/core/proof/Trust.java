package dev.consentledger.core.proof;

import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.TrustedKeys;
import dev.consentledger.core.note.VerifierKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a verifier believes without proof. It comes from whoever verifies, never from a proof or a
 * server. Immutable. As a file it is a {@link TrustFile}.
 *
 * @param logs the keys of the logs, several of one origin where it has changed its key
 * @param witnesses keys of type cosignature/v1; none twice under two names
 * @param quorum which of the witnesses have to have seen a checkpoint
 */
public record Trust(List<LogKey> logs, List<VerifierKey> witnesses, Quorum quorum) {

    public Trust {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        if (witnesses.stream().anyMatch(key -> key.type() != SignatureType.COSIGNATURE_V1)) {
            throw new IllegalArgumentException("a witness does not sign with a log's key");
        }
        if (witnesses.stream().map(VerifierKey::key).distinct().count() != witnesses.size()) {
            throw new IllegalArgumentException("the same witness's key is listed twice");
        }
        if (!witnesses.containsAll(quorum.witnesses())) {
            throw new IllegalArgumentException("a witness of the quorum is not listed");
        }
    }

    /**
     * Trust in any {@code quorum} of these witnesses; 0 to accept a checkpoint on the log's word
     * alone.
     */
    public Trust(List<LogKey> logs, List<VerifierKey> witnesses, int quorum) {
        this(logs, witnesses, Quorum.of(quorum, witnesses));
    }

    /** Trust in nobody: proofs are only ever consistent with themselves. */
    public static Trust none() {
        return new Trust(List.of(), List.of(), 0);
    }

    /** Trust in these logs, whatever witnesses say. */
    public static Trust in(LogKey... logs) {
        return new Trust(List.of(logs), List.of(), 0);
    }

    /** Whether any key is of a log of this origin. */
    public boolean knows(String origin) {
        return logs.stream().anyMatch(log -> log.origin().equals(origin));
    }

    /** The keys that may have signed a checkpoint of this origin. */
    TrustedKeys keysFor(String origin) {
        Stream<VerifierKey> ofTheLog =
                logs.stream().filter(log -> log.origin().equals(origin)).map(LogKey::key);
        return new TrustedKeys(Stream.concat(ofTheLog, witnesses.stream()).toList());
    }
}
