package dev.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptKeyFileTest {

    @TempDir Path directory;

    @Test
    void aKeyIsReadInEachOfItsSpellings() throws Exception {
        byte[] key = new byte[33];
        java.util.Arrays.fill(key, (byte) 0xfb);
        for (String text :
                new String[] {
                    HexFormat.of().formatHex(key),
                    Base64.getEncoder().encodeToString(key),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key)
                }) {
            assertThat(ReceiptKeyFile.read(file(text + "\n"))).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not a key at all, but long enough to be one, surely"})
    void whatIsNoKeyStopsTheServiceWithoutShowingIt(String text) throws Exception {
        Optional<String> file = file(text);
        assertThatThrownBy(() -> ReceiptKeyFile.read(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("CONSENT_RECEIPT_KEY_FILE")
                .hasMessageContaining("at least 32 bytes")
                .hasMessageNotContaining("c2hvcnQ=")
                .hasMessageNotContaining("surely");
    }

    @Test
    void aMissingKeyStopsTheServiceWithAdvice() {
        assertThatThrownBy(() -> ReceiptKeyFile.read(Optional.empty()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("openssl rand");
        Optional<String> nowhere = Optional.of(directory.resolve("nowhere").toString());
        assertThatThrownBy(() -> ReceiptKeyFile.read(nowhere))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("nowhere");
    }

    private Optional<String> file(String text) throws Exception {
        Path file = Files.createTempFile(directory, "receipt", ".key");
        Files.writeString(file, text);
        return Optional.of(file.toString());
    }
}
