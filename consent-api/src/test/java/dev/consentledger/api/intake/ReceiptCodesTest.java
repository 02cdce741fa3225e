package dev.consentledger.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ReceiptCodesTest {

    private static final UUID ID = UUID.fromString("0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e");
    private static final byte[] KEY = new byte[32];

    @Test
    void aCodeIsTheFirst128BitsOfTheKeyedHash() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] hash = mac.doFinal(("imagine.art\0" + ID).getBytes(StandardCharsets.UTF_8));
        BigInteger expected = new BigInteger(1, Arrays.copyOf(hash, 16));

        String code = new ReceiptCodes(KEY).code("imagine.art", ID);

        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}");
        BigInteger found = BigInteger.ZERO;
        for (char c : code.replace("-", "").toCharArray()) {
            int value = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c);
            found = found.shiftLeft(5).add(BigInteger.valueOf(value));
        }
        assertThat(found.shiftRight(2)).isEqualTo(expected);
    }

    @Test
    void everyRetryGetsTheSameAndOtherEventsAnother() {
        ReceiptCodes codes = new ReceiptCodes(KEY);
        assertThat(codes.code("imagine.art", ID)).isEqualTo(codes.code("imagine.art", ID));
        assertThat(codes.code("immag.in", ID)).isNotEqualTo(codes.code("imagine.art", ID));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new ReceiptCodes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
