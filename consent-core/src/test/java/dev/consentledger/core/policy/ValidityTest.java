package dev.consentledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {

    @ParameterizedTest
    @CsvSource({
        "P6M, 2026-08-31T10:00:00Z, 2027-02-28T10:00:00Z",
        "P1Y, 2026-11-28T10:00:00.123Z, 2027-11-28T10:00:00.123Z",
        "P2W, 2026-11-28T10:00:00Z, 2026-12-12T10:00:00Z",
        "P1DT12H, 2026-11-28T10:00:00Z, 2026-11-29T22:00:00Z",
        "PT90M, 2026-11-28T10:00:00Z, 2026-11-28T11:30:00Z"
    })
    void endsByTheCalendarInUtc(String text, Instant from, Instant end) {
        assertThat(new Validity(text).endOf(from)).isEqualTo(end);
    }

    @Test
    void undeclaredIsNone() {
        assertThat(Validity.read("undeclared")).isEmpty();
        assertThat(Validity.read("P13M")).contains(new Validity("P13M"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 months", "6M", "", "P"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> new Validity(text).endOf(Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
