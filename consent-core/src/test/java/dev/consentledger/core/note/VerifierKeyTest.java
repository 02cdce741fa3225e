package dev.consentledger.core.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.consentledger.core.Golden;
import dev.consentledger.core.GoldenLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {

    static Stream<String> published() {
        return PublishedVectors.get("keys").valueStream().map(key -> key.asText());
    }

    static Stream<Path> malformed() {
        return Golden.files("log/negative/vkeys");
    }

    @ParameterizedTest
    @MethodSource("published")
    void keyOfOthersIsReadAndWrittenToTheSameText(String vkey) throws MalformedKey {
        assertThat(VerifierKey.parse(vkey).encode()).isEqualTo(vkey);
    }

    @Test
    void bothTypesAreAmongThePublishedKeys() {
        assertThat(published().map(VerifierKeyTest::type))
                .contains(SignatureType.ED25519, SignatureType.COSIGNATURE_V1);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void keyWithAFaultIsMalformed(Path file) {
        String vkey = new String(Golden.bytes(file), StandardCharsets.UTF_8);

        assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> VerifierKey.parse(vkey));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "next", "witness", "witness2"})
    void goldenKeyIsThatOfItsSeed(String whose) {
        assertThat(GoldenLog.key(whose).key()).isEqualTo(GoldenLog.privateKey(whose).publicKey());
        assertThat(GoldenLog.key(whose))
                .hasToString(GoldenLog.FACTS.get(whose).get("vkey").asText());
    }

    @Test
    void theSameKeyOfAnotherTypeHasAnotherId() {
        Ed25519PublicKey key = GoldenLog.key("log").key();

        assertThat(new VerifierKey("a", SignatureType.ED25519, key).keyId())
                .isNotEqualTo(new VerifierKey("a", SignatureType.COSIGNATURE_V1, key).keyId())
                .isNotEqualTo(new VerifierKey("b", SignatureType.ED25519, key).keyId());
    }

    private static SignatureType type(String vkey) {
        try {
            return VerifierKey.parse(vkey).type();
        } catch (MalformedKey e) {
            throw new IllegalStateException(e);
        }
    }
}
