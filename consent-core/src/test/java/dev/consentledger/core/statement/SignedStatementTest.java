package dev.consentledger.core.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedStatementTest {

    private static final String GOLDEN =
            new String(Golden.bytes("positive/gap/statement.txt"), UTF_8);

    @Test
    void isReadAndWrittenToTheSameBytes() throws MalformedStatement {
        SignedStatement signed = SignedStatement.parse(GOLDEN.getBytes(UTF_8));

        assertThat(signed.statement())
                .isEqualTo(
                        new GapStatement(
                                "ledger.example/logs/1/2",
                                "q0wXcTzRS2qXy1LqV6aJ_g",
                                123,
                                456,
                                "ledger-service was away for longer than the retention"));
        assertThat(new String(signed.toBytes(), UTF_8)).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "consentledger.dev/gap/v1, consentledger.dev/gap/v2",
        "consentledger.dev/gap/v1, ledger.example/logs/1/2",
        "ledger.example/logs/1/2, ledger example",
        "q0wXcTzRS2qXy1LqV6aJ_g, q0wXcTzRS2qXy1LqV6aJ",
        "123, 0123",
        "123, -1",
        "123, 456",
        "123, 457",
        "456, 9007199254740992",
        "456, 4 56",
        "ledger-service was, ledger\u00adservice was",
        "the retention, 'the retention '",
        "'the retention', 'the retention\n7'"
    })
    void anyOtherSpellingIsNone(String part, String instead) {
        String changed = GOLDEN.replaceFirst(part, instead);

        assertThat(changed).isNotEqualTo(GOLDEN);
        assertThatThrownBy(() -> SignedStatement.parse(changed.getBytes(UTF_8)))
                .isInstanceOf(MalformedStatement.class);
    }

    @Test
    void isNoneWithoutSignatureOrBeyondItsLength() {
        String text = GOLDEN.substring(0, GOLDEN.indexOf("\n\n") + 1);

        assertThatThrownBy(() -> SignedStatement.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedStatement.class);
        assertThatThrownBy(() -> SignedStatement.parse(new byte[SignedStatement.BYTES_MAX + 1]))
                .isInstanceOf(MalformedStatement.class);
    }
}
