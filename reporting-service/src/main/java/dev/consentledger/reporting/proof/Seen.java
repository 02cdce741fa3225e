package dev.consentledger.reporting.proof;

import dev.consentledger.core.entry.Entry;
import dev.consentledger.core.note.VerifiedSignature;
import dev.consentledger.core.proof.ProofVerifier;
import dev.consentledger.core.proof.TlogProof;
import dev.consentledger.core.proof.Trust;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a witness has seen a checkpoint over an entry: by then the entry existed.
 *
 * @param by the name of the witness's key
 */
record Seen(Instant at, String by) {

    /** The earliest cosignature over any of an entry's proofs that verifies. */
    static Optional<Seen> earliest(Proved<? extends Entry> proved, Trust keys) {
        ProofVerifier verifier = new ProofVerifier(keys);
        byte[] bytes = proved.bytes();
        Stream<TlogProof> proofs =
                Stream.concat(
                        Stream.of(proved.newest().proof()),
                        proved.earlier().map(EarlierProof::proof).stream());
        return proofs.flatMap(proof -> verifier.verify(bytes, proof).earliest().stream())
                .map(Seen::of)
                .min(Comparator.comparing(Seen::at));
    }

    private static Seen of(VerifiedSignature cosignature) {
        return new Seen(cosignature.time().orElseThrow(), cosignature.key().name());
    }
}
