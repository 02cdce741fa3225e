package dev.consentledger.core.proof;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.merkle.Inclusion;
import dev.consentledger.core.merkle.TreeHash;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the ledger has an entry, offline and with nothing believed but {@link Trust}.
 * Whatever it is given, it answers with a verdict and throws nothing. Thread-safe.
 */
public final class ProofVerifier {

    private final CheckpointVerifier checkpoints;

    public ProofVerifier(Trust trust) {
        this.checkpoints = new CheckpointVerifier(trust, "the proof");
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
        CheckpointVerifier.Signatures signatures = checkpoints.verify(proof.checkpoint());
        Check format =
                new Check(Name.FORMAT, Outcome.PASSED, true, "the proof is written as specified");
        Check inclusion = inclusion(entry, proof);
        boolean counts = inclusion.outcome() == Outcome.PASSED && signatures.byTheLog();
        Optional<VerifiedSignature> earliest =
                signatures.cosignatures().stream()
                        .min(Comparator.comparing(s -> s.time().orElseThrow()))
                        .filter(s -> counts);
        return new Verdict(
                List.of(format, inclusion, signatures.logSignature(), signatures.witnesses()),
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

    private static Verdict malformed(MalformedProof fault) {
        Check format = new Check(Name.FORMAT, Outcome.FAILED, true, fault.getMessage());
        return new Verdict(List.of(format), Optional.empty());
    }
}
