package dev.consentledger.core.note;

import java.time.Instant;

/**
 * Signs checkpoints as a witness does (C2SP tlog-cosignature, section "Ed25519 signed message"). A
 * cosignature says that at its time this was the largest tree the witness had seen of the log, and
 * that it was consistent with all before: the caller has to know that. One key is of one witness,
 * and of nothing else. Thread-safe.
 */
public final class Cosigner {

    private final VerifierKey verifierKey;
    private final Ed25519PrivateKey key;

    /**
     * @throws IllegalArgumentException where the name has a space or a plus sign
     */
    public Cosigner(String name, Ed25519PrivateKey key) {
        this.verifierKey = new VerifierKey(name, SignatureType.COSIGNATURE_V1, key.publicKey());
        this.key = key;
    }

    /** What others check the cosignatures with. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /**
     * @param text of the checkpoint, with its final line end
     * @param time now, from 1970 on; fractions of a second are dropped
     */
    public NoteSignature cosign(String text, Instant time) {
        if (time.getEpochSecond() < 0) {
            throw new IllegalArgumentException("a cosignature before 1970");
        }
        Cosignature cosignature = new Cosignature(time, key.sign(Cosignature.message(text, time)));
        return new NoteSignature(verifierKey.name(), verifierKey.keyId(), cosignature.toBytes());
    }
}
