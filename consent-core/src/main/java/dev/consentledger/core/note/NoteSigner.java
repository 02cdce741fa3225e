package dev.consentledger.core.note;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Signs notes as a log does, with Ed25519 over their text (C2SP signed-note, section "Ed25519
 * signatures"). Thread-safe. What may be signed is for the caller to see to.
 */
public final class NoteSigner {

    private final VerifierKey verifierKey;
    private final Ed25519PrivateKey key;

    /**
     * @param name of the key; for a log its origin
     * @throws IllegalArgumentException where the name has a space or a plus sign
     */
    public NoteSigner(String name, Ed25519PrivateKey key) {
        this.verifierKey = new VerifierKey(name, SignatureType.ED25519, key.publicKey());
        this.key = key;
    }

    /** What others check the signatures with. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /**
     * @param text with its final line end
     */
    public NoteSignature sign(String text) {
        byte[] signature = key.sign(text.getBytes(UTF_8));
        return new NoteSignature(verifierKey.name(), verifierKey.keyId(), signature);
    }
}
