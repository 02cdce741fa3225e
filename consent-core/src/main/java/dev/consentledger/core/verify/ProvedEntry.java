package dev.consentledger.core.verify;

import dev.consentledger.core.checkpoint.Checkpoint;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.Check;
import dev.consentledger.core.proof.Check.Name;
import dev.consentledger.core.proof.Check.Outcome;
import dev.consentledger.core.proof.MalformedProof;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.proof.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entry in one folder of a bundle, with what became of each proof beside it.
 *
 * @param what {@code consent}, {@code policy} or {@code banner}
 * @param decoding of the entry's bytes; empty where there is none
 * @param verdicts of the proofs that could be read
 * @param faults of those that could not
 * @param onePlace whether they are all of the same place in the same log
 */
record ProvedEntry(
        String what,
        Optional<Decoding> decoding,
        List<Verdict> verdicts,
        List<String> faults,
        boolean onePlace) {

    static ProvedEntry of(String folder, ProofBundle bundle, ProofVerifier verifier) {
        Optional<byte[]> entry = bundle.file(folder + ProofBundle.ENTRY);
        List<Verdict> verdicts = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (Map.Entry<String, byte[]> file : bundle.proofs(folder).entrySet()) {
            try {
                TlogProof proof = TlogProof.parse(file.getValue());
                Checkpoint checkpoint = proof.checkpoint().checkpoint();
                places.add(proof.index() + " " + checkpoint.origin());
                entry.ifPresent(bytes -> verdicts.add(verifier.verify(bytes, proof)));
            } catch (MalformedProof e) {
                faults.add(folder + file.getKey() + ": " + e.getMessage());
            }
        }
        return new ProvedEntry(
                folder.substring(0, folder.length() - 1),
                entry.map(EntryCodec::decode),
                verdicts,
                faults,
                places.size() <= 1);
    }

    /** The entry, where it can be read and is of this type. */
    <T> Optional<T> entry(Class<T> type) {
        return decoding.filter(Decoding.Readable.class::isInstance)
                .map(readable -> ((Decoding.Readable) readable).entry())
                .filter(type::isInstance)
                .map(type::cast);
    }

    List<Finding> findings(boolean witnessesRequired) {
        return List.of(included(), signed(), witnessed(witnessesRequired));
    }

    /** Under each of the proofs, because each of them says that it is. */
    private Finding included() {
        if (!onePlace) {
            return Finding.failed(what + "-included", "its proofs are of different places");
        }
        return worst(what + "-included", Name.INCLUSION);
    }

    private Finding signed() {
        return worst(what + "-signed", Name.LOG_SIGNATURE);
    }

    private Finding worst(String name, Name check) {
        return checks(check).stream()
                .min(Comparator.comparing(ProvedEntry::goodness))
                .map(worst -> new Finding(name, worst.outcome(), true, worst.why()))
                .orElseGet(() -> Finding.notEstablished(name, "there is no proof to read"));
    }

    /** Under any of the proofs: the newest checkpoint is often younger than a witness's visit. */
    private Finding witnessed(boolean required) {
        String name = what + "-witnessed";
        List<Check> checks = checks(Name.WITNESSES);
        Optional<Check> said =
                checks.stream()
                        .filter(check -> check.outcome() == Outcome.FAILED)
                        .findFirst()
                        .or(() -> checks.stream().max(Comparator.comparing(ProvedEntry::goodness)));
        return said.map(check -> new Finding(name, check.outcome(), required, check.why()))
                .orElseGet(
                        () ->
                                new Finding(
                                        name,
                                        Outcome.NOT_ESTABLISHED,
                                        required,
                                        "there is no proof to read"));
    }

    private static int goodness(Check check) {
        return switch (check.outcome()) {
            case FAILED -> 0;
            case NOT_ESTABLISHED -> 1;
            case PASSED -> 2;
        };
    }

    private List<Check> checks(Name name) {
        return verdicts.stream().flatMap(verdict -> verdict.check(name).stream()).toList();
    }

    /** By when it existed, according to the witness who says the earliest time. */
    Optional<VerifiedSignature> earliest() {
        return verdicts.stream()
                .flatMap(verdict -> verdict.earliest().stream())
                .min(Comparator.comparing(signature -> signature.time().orElseThrow()));
    }
}
