package dev.consentledger.reporting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseTest {

    @Test
    void anIdFollowsFromSiteAndReference() {
        UUID id = Case.id("shop.example", "DSR-1");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Case.id("shop.example", "DSR-1")).isEqualTo(id);
        assertThat(Case.id("shop.example", "DSR-2")).isNotEqualTo(id);
        assertThat(Case.id("other.example", "DSR-1")).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DSR-2026-0117", "4711", "a", "2026/11/003_b.1"})
    void numbersOfFilesAreReferences(String text) {
        assertThat(Case.isReference(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Anna Smith", "anna@shop.example", "-1", "Jürgen", "a\nb"})
    void namesAndAddressesAreNone(String text) {
        assertThat(Case.isReference(text)).isFalse();
    }

    @Test
    void theDeadlineIsAMonthOfTheCalendarAway() {
        assertThat(Case.deadlineAfter(Instant.parse("2026-01-31T10:00:00Z")))
                .isEqualTo(Instant.parse("2026-02-28T10:00:00Z"));
    }
}
