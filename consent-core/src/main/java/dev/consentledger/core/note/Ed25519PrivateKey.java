package dev.consentledger.core.note;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private key of Ed25519 (RFC 8032) with its public key. Immutable and thread-safe; a signature
 * takes about a millisecond. Never prints itself.
 */
public final class Ed25519PrivateKey {

    public static final int SEED_LENGTH = 32;

    /** A key in PEM has 119 characters; nobody needs to read more than a page of them. */
    private static final int PEM_LENGTH_MAX = 4096;

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /** PrivateKeyInfo with the algorithm's identifier, up to the seed (RFC 8410, section 7). */
    private static final byte[] PKCS8_PREFIX =
            HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final PrivateKey key;
    private final byte[] seed;
    private final Ed25519PublicKey publicKey;

    private Ed25519PrivateKey(KeyPair pair, byte[] seed) throws MalformedKey {
        this.key = pair.getPrivate();
        this.seed = seed;
        this.publicKey = Ed25519PublicKey.ofX509(pair.getPublic().getEncoded());
    }

    /** A new key of 32 bytes of this source of chance. */
    public static Ed25519PrivateKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        try {
            return ofSeed(seed);
        } catch (MalformedKey e) {
            throw new IllegalStateException("every 32 bytes are a key", e);
        }
    }

    /**
     * @param seed the 32 bytes of RFC 8032, section 5.1.5
     * @throws MalformedKey where there are more or fewer
     */
    public static Ed25519PrivateKey ofSeed(byte[] seed) throws MalformedKey {
        if (seed.length != SEED_LENGTH) {
            throw new MalformedKey("an Ed25519 private key has 32 bytes, not " + seed.length);
        }
        byte[] own = seed.clone();
        return new Ed25519PrivateKey(pairOf(own), own);
    }

    /**
     * Reads PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws MalformedKey where it is another format, encrypted, or of another algorithm
     */
    public static Ed25519PrivateKey ofPem(String pem) throws MalformedKey {
        String text = pem.strip();
        if (pem.length() > PEM_LENGTH_MAX || !text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new MalformedKey("this is no PKCS#8 private key in PEM");
        }
        String body =
                text.substring(
                        BEGIN.length(), Math.max(BEGIN.length(), text.length() - END.length()));
        try {
            byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            PrivateKey key =
                    KeyFactory.getInstance(Ed25519PublicKey.ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
            if (key instanceof EdECPrivateKey edwards && edwards.getBytes().isPresent()) {
                return ofSeed(edwards.getBytes().get());
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The same as a key of another kind: what was read must not be repeated.
        }
        throw new MalformedKey("this is no Ed25519 private key in PKCS#8");
    }

    /** PKCS#8 in PEM. Whoever writes it sees to it that only the owner can read the file. */
    public String toPem() {
        byte[] der = Ed25519PublicKey.concat(PKCS8_PREFIX, seed);
        return BEGIN + "\n" + Base64.getEncoder().encodeToString(der) + "\n" + END + "\n";
    }

    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /** The 64 bytes of the signature; always the same ones for the same message. */
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(Ed25519PublicKey.ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs every message", e);
        }
    }

    @Override
    public String toString() {
        return "private key of " + publicKey;
    }

    /** The JDK derives a public key only while it makes a pair, so the pair is made of the seed. */
    private static KeyPair pairOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(Ed25519PublicKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            boolean same =
                    pair.getPrivate() instanceof EdECPrivateKey edwards
                            && edwards.getBytes().filter(b -> Arrays.equals(b, seed)).isPresent();
            if (!same) {
                throw new IllegalStateException("this Java platform made another key of the seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** No chance at all: gives the bytes of a seed. */
    private static final class Given extends SecureRandom {

        @Serial private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Given(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
