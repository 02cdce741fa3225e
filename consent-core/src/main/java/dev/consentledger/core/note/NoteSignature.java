package dev.consentledger.core.note;

import dev.consentledger.core.text.Base64Text;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note, of whatever type: which key is said to have signed, and what (C2SP
 * signed-note, section "Signatures"). Nothing in it is true before a key that the reader already
 * trusts has verified it. Immutable.
 */
public final class NoteSignature {

    private static final String DASH = "\u2014 ";
    private static final int KEY_ID_LENGTH = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /**
     * @param name of the key
     * @param keyId the first four bytes of a hash over name, type and public key
     * @param signature of a length and meaning that the type decides; not empty
     */
    public NoteSignature(String name, int keyId, byte[] signature) {
        if (!KeyName.isValid(name) || signature.length == 0) {
            throw new IllegalArgumentException("no signature line has such a name or signature");
        }
        this.name = name;
        this.keyId = keyId;
        this.signature = signature.clone();
    }

    public String name() {
        return name;
    }

    public int keyId() {
        return keyId;
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** The line, without its line end. */
    public String line() {
        byte[] blob =
                ByteBuffer.allocate(KEY_ID_LENGTH + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array();
        return DASH + name + " " + Base64Text.of(blob);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws MalformedNote where it is no signature line
     */
    public static NoteSignature parse(String line) throws MalformedNote {
        int end = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || end < 0) {
            throw new MalformedNote("a signature line is a dash, a name and base64");
        }
        String name = line.substring(DASH.length(), end);
        if (!KeyName.isValid(name)) {
            throw new MalformedNote("the name in a signature line is none of a key");
        }
        byte[] blob =
                Base64Text.read(line.substring(end + 1))
                        .filter(bytes -> bytes.length > KEY_ID_LENGTH)
                        .orElseThrow(
                                () ->
                                        new MalformedNote(
                                                "a signature is no base64 of 5 bytes or more"));
        int keyId = ByteBuffer.wrap(blob).getInt();
        return new NoteSignature(name, keyId, Arrays.copyOfRange(blob, KEY_ID_LENGTH, blob.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature same
                && name.equals(same.name)
                && keyId == same.keyId
                && Arrays.equals(signature, same.signature);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return line();
    }
}
