package dev.consentledger.core.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key that signatures are checked with: a name, a type and a public key (C2SP signed-note,
 * section "Verifier keys"). Its text form, the <i>vkey</i>, is {@code name+id+base64}. Immutable.
 */
public record VerifierKey(String name, SignatureType type, Ed25519PublicKey key) {

    /** A name, an id, and 33 bytes in base64: a limit for what is taken apart. */
    private static final int LENGTH_MAX = 4096;

    public VerifierKey {
        if (!KeyName.isValid(name)) {
            throw new IllegalArgumentException("a key's name has no space and no plus sign");
        }
    }

    /** The first four bytes of SHA-256 over name, a line end, type and public key. */
    public int keyId() {
        Hash hash = Hash.sha256(name.getBytes(UTF_8), new byte[] {'\n'}, typeAndKey());
        return ByteBuffer.wrap(hash.toBytes()).getInt();
    }

    /** The vkey. */
    public String encode() {
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+" + Base64Text.of(typeAndKey());
    }

    /**
     * Reads a vkey.
     *
     * @throws MalformedKey where it is none, its id is not that of its key, or its type is not one
     *     of {@link SignatureType}
     */
    public static VerifierKey parse(String vkey) throws MalformedKey {
        // From the left, because base64 may have plus signs of its own.
        String[] parts = vkey.split("\\+", 3);
        if (vkey.length() > LENGTH_MAX || parts.length != 3 || !KeyName.isValid(parts[0])) {
            throw new MalformedKey("a verifier key has the form name+id+base64");
        }
        byte[] typeAndKey =
                Base64Text.read(parts[2])
                        .filter(bytes -> bytes.length > 0)
                        .orElseThrow(() -> new MalformedKey("a verifier key ends with base64"));
        SignatureType type =
                SignatureType.of(typeAndKey[0])
                        .orElseThrow(
                                () ->
                                        new MalformedKey(
                                                "keys of type 0x%02x are unknown here"
                                                        .formatted(typeAndKey[0])));
        byte[] raw = Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length);
        VerifierKey key = new VerifierKey(parts[0], type, Ed25519PublicKey.ofRaw(raw));
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.keyId()))) {
            throw new MalformedKey("the verifier key's id is not that of its name and key");
        }
        return key;
    }

    /** Whether a signature line says that it is of this key. */
    public boolean isNamedBy(NoteSignature signature) {
        return signature.keyId() == keyId() && signature.name().equals(name);
    }

    /** Checks a signature over a note's text; absent where it is not of this key. */
    public Optional<VerifiedSignature> verify(String text, NoteSignature signature) {
        if (!isNamedBy(signature)) {
            return Optional.empty();
        }
        byte[] bytes = signature.signature();
        return switch (type) {
            case ED25519 ->
                    key.verifies(text.getBytes(UTF_8), bytes)
                            ? Optional.of(new VerifiedSignature(this, Optional.empty()))
                            : Optional.empty();
            case COSIGNATURE_V1 ->
                    Cosignature.read(bytes)
                            .filter(c -> key.verifies(c.message(text), c.signature()))
                            .map(c -> new VerifiedSignature(this, Optional.of(c.time())));
        };
    }

    @Override
    public String toString() {
        return encode();
    }

    private byte[] typeAndKey() {
        return Ed25519PublicKey.concat(new byte[] {type.identifier()}, key.toRaw());
    }
}
