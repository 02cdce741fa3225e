package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One row for a spreadsheet, in which nothing computes. */
class CsvFormatTest {

    @Test
    void aRecordIsOneRowUnderItsHeader() {
        String[] lines = csv(Sample.imagine()).split("\r\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[2]).isEmpty();
        assertThat(lines[0].split(",")).hasSameSizeAs(lines[1].split(","));
        assertThat(lines[0]).startsWith("\"event_id\",\"site\",\"controller\",\"subject\"");
        assertThat(lines[1])
                .contains("\"accept_all\"")
                .contains("\"marketing=granted preferences=granted statistics=granted\"")
                .contains("\"2026-11-22T10:15:30.123Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aCellThatWouldComputeBeginsWithAnApostrophe(String evil) {
        Sample sample = Sample.imagine();
        sample.subject = Optional.of(evil);

        assertThat(csv(sample)).contains(",\"'" + evil + "\",");
    }

    @Test
    void quotesAndLinesStayInTheirCell() {
        Sample sample = Sample.imagine();
        sample.subject = Optional.of("a\",\"b\r\nc");

        assertThat(csv(sample)).contains(",\"a\"\",\"\"b\r\nc\",");
    }

    @Test
    void aMissingPseudonymIsNoPseudonym() {
        Sample sample = Sample.imagine();
        sample.shownSubject = Optional.of(new DisclosedPart.Erased());

        assertThat(csv(sample)).contains(",\"(erased)\",").doesNotContain(Sample.SUBJECT);
    }

    private static String csv(Sample sample) {
        return new String(CsvFormat.write(sample.build()), UTF_8);
    }
}
