package dev.consentledger.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ReceiptCodesTest {

    private static final UUID ID = UUID.fromString("0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e");
    private static final byte[] KEY = new byte[32];
    private static final Optional<String> ANNA = Optional.of("anna");

    private final ReceiptCodes codes = new ReceiptCodes(new KeyedHash(KEY));

    @Test
    void aCodeIsTheFirst128BitsOfTheKeyedHash() throws Exception {
        assertThat(value(codes.code("imagine.art", ANNA, ID).text()))
                .isEqualTo(expected("imagine.art\0anna\0" + ID));
        assertThat(value(codes.code("imagine.art", Optional.empty(), ID).text()))
                .isEqualTo(expected("imagine.art\0\0" + ID));
    }

    private static BigInteger expected(String hashed) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] hash = mac.doFinal(hashed.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, Arrays.copyOf(hash, 16));
    }

    private static BigInteger value(String code) {
        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}");
        BigInteger found = BigInteger.ZERO;
        for (char c : code.replace("-", "").toCharArray()) {
            int value = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c);
            found = found.shiftLeft(5).add(BigInteger.valueOf(value));
        }
        return found.shiftRight(2);
    }

    @Test
    void everyRetryGetsTheSameAndOtherEventsAnother() {
        ReceiptCode code = codes.code("imagine.art", ANNA, ID);

        assertThat(codes.code("imagine.art", ANNA, ID)).isEqualTo(code);
        assertThat(codes.code("immag.in", ANNA, ID)).isNotEqualTo(code);
        assertThat(codes.code("imagine.art", ANNA, new UUID(1, 2))).isNotEqualTo(code);
    }

    @Test
    void anotherSubjectsEventUnderTheSameIdHasAnotherCode() {
        assertThat(codes.code("imagine.art", Optional.of("ben"), ID))
                .isNotEqualTo(codes.code("imagine.art", ANNA, ID))
                .isNotEqualTo(codes.code("imagine.art", Optional.empty(), ID));
    }

    @Test
    void aCodeIsReadHoweverItWasWrittenDown() {
        Random random = new Random(20261128);
        for (int i = 0; i < 1_000; i++) {
            ReceiptCode code = new ReceiptCode(new UUID(random.nextLong(), random.nextLong()));

            assertThat(ReceiptCode.parse(code.text())).contains(code);
            assertThat(ReceiptCode.parse(code.text().toLowerCase().replace('-', ' ')))
                    .contains(code);
            assertThat(ReceiptCode.parse(code.text().replace('0', 'o').replace('1', 'l')))
                    .contains(code);
        }
    }

    @Test
    void whatIsNoCodeIsNotRead() {
        String code = codes.code("imagine.art", ANNA, ID).text();

        assertThat(ReceiptCode.parse("")).isEmpty();
        assertThat(ReceiptCode.parse(code + "0")).isEmpty();
        assertThat(ReceiptCode.parse(code.substring(1))).isEmpty();
        assertThat(ReceiptCode.parse("U" + code.substring(1))).isEmpty();
        // The last two bits are none of the code's.
        assertThat(ReceiptCode.parse(code.substring(0, code.length() - 1) + "Z")).isEmpty();
        assertThat(ReceiptCode.parse("-".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aKeyIsReadFromHexadecimalAndBase64Text() {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);

        assertThat(KeyedHash.readKey(java.util.HexFormat.of().formatHex(key)))
                .hasValueSatisfying(k -> assertThat(k).isEqualTo(key));
        assertThat(KeyedHash.readKey(Base64.getUrlEncoder().encodeToString(key)))
                .hasValueSatisfying(k -> assertThat(k).isEqualTo(key));
        assertThat(KeyedHash.readKey("00".repeat(31))).isEmpty();
        assertThat(KeyedHash.readKey("no key at all")).isEmpty();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new KeyedHash(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
