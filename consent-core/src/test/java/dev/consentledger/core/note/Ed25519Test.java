package dev.consentledger.core.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.GoldenLog;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {

    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    /** The order of the group's base point (RFC 8032, section 5.1). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    static Stream<JsonNode> rfc8032() {
        return PublishedVectors.get("rfc8032").valueStream();
    }

    @ParameterizedTest
    @MethodSource("rfc8032")
    void signsAsTheRfcDoes(JsonNode vector) throws MalformedKey {
        Ed25519PrivateKey key = Ed25519PrivateKey.ofSeed(hex(vector, "seed"));

        assertThat(key.publicKey()).hasToString(vector.get("publicKey").asText());
        assertThat(key.sign(hex(vector, "message"))).isEqualTo(hex(vector, "signature"));
        assertThat(key.publicKey().verifies(hex(vector, "message"), hex(vector, "signature")))
                .isTrue();
    }

    @Test
    void pemOfTheRfcIsReadAndWritten() throws MalformedKey {
        String pem = PublishedVectors.get("rfc8410").get("pem").asText();

        Ed25519PrivateKey key = Ed25519PrivateKey.ofPem(pem);

        assertThat(Base64.getEncoder().encodeToString(key.publicKey().toX509()))
                .isEqualTo(PublishedVectors.get("rfc8410").get("x509").asText());
        assertThat(key.toPem()).isEqualTo(pem);
        assertThat(Ed25519PrivateKey.ofPem(pem.replace("\n", "\r\n") + "\r\n").toPem())
                .isEqualTo(pem);
    }

    @Test
    void goldenPemIsTheGoldenKey() throws MalformedKey {
        Ed25519PrivateKey key = Ed25519PrivateKey.ofPem(GoldenLog.text("private-key.txt"));

        assertThat(key.publicKey()).isEqualTo(GoldenLog.key("log").key());
        assertThat(key.toPem()).isEqualTo(GoldenLog.text("private-key.txt"));
        assertThat(HexFormat.of().formatHex(key.publicKey().toX509()))
                .isEqualTo(GoldenLog.FACTS.get("log").get("x509").asText());
    }

    @Test
    void publicKeyIsTheSameInBothForms() throws MalformedKey {
        Ed25519PublicKey key = Ed25519PrivateKey.generate(new SecureRandom()).publicKey();

        assertThat(Ed25519PublicKey.ofRaw(key.toRaw())).isEqualTo(key);
        assertThat(Ed25519PublicKey.ofX509(key.toX509())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    @Test
    void keysOfTheJdkAreReadFromTheirOwnForms() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        Ed25519PrivateKey key =
                Ed25519PrivateKey.ofPem(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

        assertThat(key.publicKey().toX509()).isEqualTo(pair.getPublic().getEncoded());
    }

    @Test
    void eachGeneratedKeyIsAnother() {
        SecureRandom random = new SecureRandom();

        assertThat(Ed25519PrivateKey.generate(random).publicKey())
                .isNotEqualTo(Ed25519PrivateKey.generate(random).publicKey());
    }

    @Test
    void aPrivateKeyDoesNotPrintItself() {
        Ed25519PrivateKey key = GoldenLog.privateKey("log");

        assertThat(key.toString())
                .doesNotContain(GoldenLog.FACTS.get("log").get("seed").asText())
                .contains(key.publicKey().toString());
    }

    @Test
    void anotherSpellingOfASignatureIsNone() {
        Ed25519PrivateKey key = GoldenLog.privateKey("log");
        byte[] signature = key.sign(MESSAGE);

        assertThat(key.publicKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(key.publicKey().verifies(MESSAGE, plusOrder(signature))).isFalse();
        for (int length : new int[] {0, 32, 63, 65, 66, 96, 128}) {
            assertThat(key.publicKey().verifies(MESSAGE, Arrays.copyOf(signature, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void noBitOfASignatureOrMessageMayChange() {
        Ed25519PrivateKey key = GoldenLog.privateKey("log");
        byte[] signature = key.sign(MESSAGE);
        for (int bit = 0; bit < 8 * signature.length; bit += 7) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(key.publicKey().verifies(MESSAGE, changed)).as("bit %d", bit).isFalse();
        }
        assertThat(key.publicKey().verifies(new byte[0], signature)).isFalse();
        assertThat(GoldenLog.key("next").key().verifies(MESSAGE, signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void whatAnybodyCouldSignUnderIsNoKey(String raw) {
        assertThatExceptionOfType(MalformedKey.class)
                .isThrownBy(() -> Ed25519PublicKey.ofRaw(HexFormat.of().parseHex(raw)));
    }

    @Test
    void otherBytesAreNoPublicKey() {
        byte[] x509 = GoldenLog.key("log").key().toX509();
        byte[] x25519 = x509.clone();
        x25519[8] = 0x6e;
        for (byte[] der :
                new byte[][] {
                    new byte[0], Arrays.copyOf(x509, 43), Arrays.copyOf(x509, 45), x25519
                }) {
            assertThatExceptionOfType(MalformedKey.class)
                    .isThrownBy(() -> Ed25519PublicKey.ofX509(der));
        }
        for (int length : new int[] {0, 31, 33}) {
            assertThatExceptionOfType(MalformedKey.class)
                    .isThrownBy(() -> Ed25519PublicKey.ofRaw(new byte[length]));
            assertThatExceptionOfType(MalformedKey.class)
                    .isThrownBy(() -> Ed25519PrivateKey.ofSeed(new byte[length]));
        }
    }

    @Test
    void otherPemIsNoPrivateKeyAndIsNotRepeated() throws NoSuchAlgorithmException {
        String pem = GoldenLog.text("private-key.txt");
        byte[] der = Base64.getDecoder().decode(pem.lines().toList().get(1));
        byte[] x448 =
                KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate().getEncoded();
        byte[] ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
        for (String other :
                new String[] {
                    "",
                    "-----BEGIN PRIVATE KEY-----",
                    "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
                    pem.replace("PRIVATE", "ENCRYPTED PRIVATE"),
                    pem.replace("PRIVATE", "PUBLIC"),
                    pem + pem,
                    "a line before\n" + pem,
                    pem.replace("M", "!"),
                    " ".repeat(5000) + pem,
                    pem("PRIVATE KEY", Arrays.copyOf(der, 47)),
                    pem("PRIVATE KEY", Arrays.copyOf(der, 16)),
                    pem("PRIVATE KEY", x448),
                    pem("PRIVATE KEY", ec),
                }) {
            assertThatExceptionOfType(MalformedKey.class)
                    .as(other)
                    .isThrownBy(() -> Ed25519PrivateKey.ofPem(other))
                    .withMessageNotContaining(pem.lines().toList().get(1));
        }
    }

    private static byte[] plusOrder(byte[] signature) {
        byte[] s = new byte[32];
        for (int i = 0; i < 32; i++) {
            s[i] = signature[63 - i];
        }
        byte[] larger = new BigInteger(1, s).add(ORDER).toByteArray();
        byte[] changed = signature.clone();
        for (int i = 0; i < 32; i++) {
            changed[32 + i] = larger[larger.length - 1 - i];
        }
        return changed;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    }

    private static byte[] hex(JsonNode vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).asText());
    }
}
