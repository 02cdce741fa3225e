package dev.consentledger.core.note;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * A public key of Ed25519 (RFC 8032), as 32 bytes or as X.509 (RFC 8410). Immutable and
 * thread-safe; a verification takes about a millisecond.
 */
public final class Ed25519PublicKey {

    public static final int LENGTH = 32;
    public static final int SIGNATURE_LENGTH = 64;

    static final String ALGORITHM = "Ed25519";

    /** SubjectPublicKeyInfo with the algorithm's identifier, up to the key itself. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * The points whose order divides 8: under these anybody can sign, so they are nobody's keys.
     * Other spellings of them are refused as points by the JDK.
     */
    private static final Set<String> SMALL_ORDER =
            Set.of(
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "0000000000000000000000000000000000000000000000000000000000000080",
                    "0100000000000000000000000000000000000000000000000000000000000000",
                    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");

    private final byte[] raw;
    private final PublicKey key;

    private Ed25519PublicKey(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    /**
     * @param raw the 32 bytes of RFC 8032, section 5.1.2
     * @throws MalformedKey where they are no point that can be a key
     */
    public static Ed25519PublicKey ofRaw(byte[] raw) throws MalformedKey {
        if (raw.length != LENGTH) {
            throw new MalformedKey("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        if (SMALL_ORDER.contains(HexFormat.of().formatHex(raw))) {
            throw new MalformedKey("anybody can sign under this Ed25519 public key");
        }
        try {
            byte[] x509 = concat(X509_PREFIX, raw);
            PublicKey key =
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
            // The JDK looks at the point only here.
            Signature.getInstance(ALGORITHM).initVerify(key);
            return new Ed25519PublicKey(raw.clone(), key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        } catch (GeneralSecurityException e) {
            throw new MalformedKey("these 32 bytes are no Ed25519 public key");
        }
    }

    /**
     * @param der SubjectPublicKeyInfo, the JDK's {@link PublicKey#getEncoded}
     * @throws MalformedKey where it is none of Ed25519
     */
    public static Ed25519PublicKey ofX509(byte[] der) throws MalformedKey {
        int prefix = X509_PREFIX.length;
        if (der.length != prefix + LENGTH
                || !Arrays.equals(X509_PREFIX, Arrays.copyOf(der, prefix))) {
            throw new MalformedKey("this is no X.509 form of an Ed25519 public key");
        }
        return ofRaw(Arrays.copyOfRange(der, prefix, der.length));
    }

    /** The 32 bytes of RFC 8032. */
    public byte[] toRaw() {
        return raw.clone();
    }

    /** SubjectPublicKeyInfo in DER (RFC 8410, section 4). */
    public byte[] toX509() {
        return concat(X509_PREFIX, raw);
    }

    /** Whether the signature is this key's over the message; false for what is no signature. */
    public boolean verifies(byte[] message, byte[] signature) {
        // The JDK takes a longer signature whose last bytes are zero.
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the key was tried when it was made", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey same && Arrays.equals(raw, same.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(raw);
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
