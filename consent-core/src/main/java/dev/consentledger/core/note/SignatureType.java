package dev.consentledger.core.note;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of signatures that are made and checked here (C2SP signed-note, section "Signature
 * types"). Lines of any other type are kept as they are, and taken for those of unknown keys.
 */
public enum SignatureType {
    /** Over the note's text. */
    ED25519(0x01),
    /** A witness's, over a time and the text of a checkpoint (C2SP tlog-cosignature). */
    COSIGNATURE_V1(0x04);

    private final int identifier;

    SignatureType(int identifier) {
        this.identifier = identifier;
    }

    /** The byte that stands for it in keys and key ids. */
    public byte identifier() {
        return (byte) identifier;
    }

    static Optional<SignatureType> of(byte identifier) {
        return Arrays.stream(values()).filter(type -> type.identifier() == identifier).findFirst();
    }
}
