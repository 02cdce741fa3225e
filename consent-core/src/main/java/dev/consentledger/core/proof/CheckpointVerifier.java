package dev.consentledger.core.proof;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.NoteVerification.Forged;
import dev.consentledger.core.note.NoteVerification.Verified;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks who has signed a checkpoint, with nothing believed but {@link Trust}. Thread-safe. */
public final class CheckpointVerifier {

    private final Trust trust;
    private final String subject;

    /**
     * @param subject what depends on the checkpoint, such as {@code the proof}, for the texts
     */
    public CheckpointVerifier(Trust trust, String subject) {
        this.trust = trust;
        this.subject = subject;
    }

    /**
     * Who has signed.
     *
     * @param logSignature whether the log has, with a key that is trusted for this size
     * @param witnesses whether enough witnesses have
     * @param cosignatures those of trusted witnesses; empty where any trusted key is misused
     */
    public record Signatures(
            Check logSignature, Check witnesses, List<VerifiedSignature> cosignatures) {

        public Signatures {
            cosignatures = List.copyOf(cosignatures);
        }

        /** Whether the log has signed it. */
        public boolean byTheLog() {
            return logSignature.outcome() == Outcome.PASSED;
        }
    }

    /** Answers for every checkpoint; throws nothing. */
    public Signatures verify(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        NoteVerification note = trust.keysFor(checkpoint.origin()).verify(signed.note());
        List<VerifiedSignature> signatures =
                note instanceof Verified verified ? verified.signatures() : List.of();
        List<VerifiedSignature> cosignatures =
                signatures.stream()
                        .filter(s -> s.key().type() == SignatureType.COSIGNATURE_V1)
                        .toList();
        return new Signatures(
                logSignature(checkpoint, note, signatures),
                witnesses(note, cosignatures),
                cosignatures);
    }

    private Check logSignature(
            Checkpoint checkpoint, NoteVerification note, List<VerifiedSignature> signatures) {
        if (note instanceof Forged forged) {
            return logSignature(
                    Outcome.FAILED,
                    "a signature is said to be of %s and is not".formatted(forged.key().name()));
        }
        List<LogKey> ofTheLog =
                trust.logs().stream()
                        .filter(log -> log.origin().equals(checkpoint.origin()))
                        .toList();
        List<LogKey> signers =
                ofTheLog.stream()
                        .filter(log -> signatures.stream().anyMatch(s -> s.key().equals(log.key())))
                        .toList();
        if (signers.stream().anyMatch(log -> log.maySign(checkpoint.size()))) {
            return logSignature(
                    Outcome.PASSED, "signed by the log %s".formatted(checkpoint.origin()));
        }
        if (!signers.isEmpty()) {
            return logSignature(
                    Outcome.FAILED,
                    "signed with a key of %s that is not trusted for a tree of %d entries"
                            .formatted(checkpoint.origin(), checkpoint.size()));
        }
        return logSignature(
                Outcome.NOT_ESTABLISHED,
                ofTheLog.isEmpty()
                        ? "no trusted key is of the log %s: %s is only consistent with itself"
                                .formatted(checkpoint.origin(), subject)
                        : "no trusted key of the log %s has signed the checkpoint"
                                .formatted(checkpoint.origin()));
    }

    private static Check logSignature(Outcome outcome, String why) {
        return new Check(Name.LOG_SIGNATURE, outcome, true, why);
    }

    private Check witnesses(NoteVerification note, List<VerifiedSignature> cosignatures) {
        boolean required = !trust.quorum().isNone();
        if (note instanceof Forged forged && forged.key().type() == SignatureType.COSIGNATURE_V1) {
            return new Check(
                    Name.WITNESSES,
                    Outcome.FAILED,
                    required,
                    "a cosignature is said to be of %s and is not".formatted(forged.key().name()));
        }
        Set<VerifierKey> seenBy =
                cosignatures.stream().map(VerifiedSignature::key).collect(Collectors.toSet());
        if (seenBy.isEmpty() || !trust.quorum().isMetBy(seenBy)) {
            String why =
                    trust.witnesses().isEmpty()
                            ? "no witness is trusted: when the entry existed is the log's word"
                            : "%d of the %d trusted witnesses have cosigned, %s"
                                    .formatted(
                                            seenBy.size(),
                                            trust.witnesses().size(),
                                            trust.quorum().wanted());
            return new Check(Name.WITNESSES, Outcome.NOT_ESTABLISHED, required, why);
        }
        String seen =
                cosignatures.stream()
                        .map(s -> "%s at %s".formatted(s.key().name(), s.time().orElseThrow()))
                        .collect(Collectors.joining(", "));
        return new Check(
                Name.WITNESSES, Outcome.PASSED, required, "the checkpoint was seen by " + seen);
    }
}
