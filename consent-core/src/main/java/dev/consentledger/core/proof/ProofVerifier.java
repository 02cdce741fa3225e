package dev.consentledger.core.proof;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.NoteVerification;
import dev.consentledger.core.note.NoteVerification.Forged;
import dev.consentledger.core.note.NoteVerification.Verified;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that the ledger has an entry, offline and with nothing believed but {@link Trust}.
 * Whatever it is given, it answers with a verdict and throws nothing. Thread-safe.
 */
public final class ProofVerifier {

    private final Trust trust;

    public ProofVerifier(Trust trust) {
        this.trust = trust;
    }

    /** Verifies a {@code .tlog-proof} file for an entry that is at hand. */
    public Verdict verifyTlogProof(byte[] entry, byte[] file) {
        try {
            return verify(entry, TlogProof.parse(file));
        } catch (MalformedProof e) {
            return malformed(e);
        }
    }

    /** Verifies a proof that has its entry in it, as JSON. */
    public Verdict verifyEntryProof(byte[] json) {
        try {
            EntryProof proof = EntryProof.parse(json);
            return verify(proof.entry(), proof.proof());
        } catch (MalformedProof e) {
            return malformed(e);
        }
    }

    /** Verifies a proof for an entry. */
    public Verdict verify(byte[] entry, TlogProof proof) {
        Checkpoint checkpoint = proof.checkpoint().checkpoint();
        NoteVerification signed =
                trust.keysFor(checkpoint.origin()).verify(proof.checkpoint().note());
        List<VerifiedSignature> signatures =
                signed instanceof Verified verified ? verified.signatures() : List.of();
        List<VerifiedSignature> cosignatures =
                signatures.stream()
                        .filter(s -> s.key().type() == SignatureType.COSIGNATURE_V1)
                        .toList();
        Check format =
                new Check(Name.FORMAT, Outcome.PASSED, true, "the proof is written as specified");
        Check inclusion = inclusion(entry, proof);
        Check logSignature = logSignature(checkpoint, signed, signatures);
        boolean counts =
                inclusion.outcome() == Outcome.PASSED && logSignature.outcome() == Outcome.PASSED;
        Optional<VerifiedSignature> earliest =
                cosignatures.stream()
                        .min(Comparator.comparing(s -> s.time().orElseThrow()))
                        .filter(s -> counts);
        return new Verdict(
                List.of(format, inclusion, logSignature, witnesses(signed, cosignatures)),
                earliest);
    }

    private static Check inclusion(byte[] entry, TlogProof proof) {
        Checkpoint checkpoint = proof.checkpoint().checkpoint();
        boolean included =
                Inclusion.verify(
                        proof.index(),
                        checkpoint.size(),
                        TreeHash.leaf(entry),
                        proof.path(),
                        checkpoint.root());
        String place =
                "the entry %d of the %d under the checkpoint"
                        .formatted(proof.index(), checkpoint.size());
        return included
                ? new Check(Name.INCLUSION, Outcome.PASSED, true, "this is " + place)
                : new Check(Name.INCLUSION, Outcome.FAILED, true, "this is not " + place);
    }

    private Check logSignature(
            Checkpoint checkpoint, NoteVerification signed, List<VerifiedSignature> signatures) {
        if (signed instanceof Forged forged) {
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
                        ? "no trusted key is of the log %s: the proof is only consistent with itself"
                                .formatted(checkpoint.origin())
                        : "no trusted key of the log %s has signed the checkpoint"
                                .formatted(checkpoint.origin()));
    }

    private static Check logSignature(Outcome outcome, String why) {
        return new Check(Name.LOG_SIGNATURE, outcome, true, why);
    }

    private Check witnesses(NoteVerification signed, List<VerifiedSignature> cosignatures) {
        boolean required = trust.quorum() > 0;
        int wanted = Math.max(1, trust.quorum());
        if (signed instanceof Forged forged
                && forged.key().type() == SignatureType.COSIGNATURE_V1) {
            return new Check(
                    Name.WITNESSES,
                    Outcome.FAILED,
                    required,
                    "a cosignature is said to be of %s and is not".formatted(forged.key().name()));
        }
        if (cosignatures.size() < wanted) {
            String why =
                    trust.witnesses().isEmpty()
                            ? "no witness is trusted: when the entry existed is the log's word"
                            : "%d of the %d trusted witnesses have cosigned, %d are wanted"
                                    .formatted(
                                            cosignatures.size(), trust.witnesses().size(), wanted);
            return new Check(Name.WITNESSES, Outcome.NOT_ESTABLISHED, required, why);
        }
        String seen =
                cosignatures.stream()
                        .map(s -> "%s at %s".formatted(s.key().name(), s.time().orElseThrow()))
                        .collect(Collectors.joining(", "));
        return new Check(
                Name.WITNESSES, Outcome.PASSED, required, "the checkpoint was seen by " + seen);
    }

    private static Verdict malformed(MalformedProof fault) {
        Check format = new Check(Name.FORMAT, Outcome.FAILED, true, fault.getMessage());
        return new Verdict(List.of(format), Optional.empty());
    }
}
