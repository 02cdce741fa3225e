package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.json.Json;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The PDF as a reader finds it. */
class PdfFormatTest {

    private static final PdfFormat FORMAT = new PdfFormat();

    static List<Sample> ofEachPolicy() {
        return Sample.ofEachPolicy();
    }

    @ParameterizedTest
    @MethodSource("ofEachPolicy")
    void eachPageHasItsNumberAndNothingIsLost(Sample sample) throws IOException {
        ProofOfConsent proof = sample.build();
        try (PDDocument pdf = Loader.loadPDF(FORMAT.write(proof))) {
            String text = text(pdf);

            assertThat(pdf.getNumberOfPages()).isLessThanOrEqualTo(2);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                assertThat(text).contains("Page %d of %d".formatted(page, pdf.getNumberOfPages()));
            }
            for (RecordInWords.Section section : RecordInWords.of(proof).sections()) {
                assertThat(text).contains(section.title());
            }
            assertThat(text).contains(Sample.EVENT.toString()).doesNotContain("?");
        }
    }

    @Test
    void aShortRecordIsOnePage() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(FORMAT.write(Sample.immagin().build()))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void theFileIsTaggedDatedAndNamed() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(FORMAT.write(Sample.imagine().build()))) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentInformation().getTitle())
                    .startsWith("Proof of consent: imagine.art");
            assertThat(pdf.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo(Sample.MADE);
        }
    }

    @Test
    void allFontsAreInTheFile() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(FORMAT.write(Sample.imagine().build()))) {
            for (PDPage page : pdf.getPages()) {
                assertThat(page.getResources().getFontNames()).isNotEmpty();
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded())
                            .as(page.getResources().getFont(name).getName())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theSameRecordGivesTheSameBytes() {
        assertThat(FORMAT.write(Sample.imagine().build()))
                .isEqualTo(FORMAT.write(Sample.imagine().build()));
    }

    @Test
    void greekAndCyrillicAreDrawn() throws IOException {
        assertThat((titled("Μπισκότα, печенье, բլիթ"))).contains("Μπισκότα, печенье, բլիթ");
    }

    @Test
    void whatTheFontsCannotDrawIsNotedInItsPlace() throws IOException {
        assertThat((titled("隐私 政策, עוגיות and more")))
                .contains(
                        "[13 signs of the script han, hebrew: see record.txt in the bundle] and more")
                .doesNotContain("?")
                .doesNotContain("#");
    }

    @Test
    void markupInATextIsText() throws IOException {
        assertThat((titled("<b>bold</b> & <img src='https://evil.example/x'/>")))
                .contains("<b>bold</b> & <img src='https://evil.example/x'/>");
    }

    /** The text of a record whose policy has this title. */
    private static String titled(String title) throws IOException {
        Sample sample = Sample.imagine().with("\"Cookies on imagine.art\"", quoted(title));
        try (PDDocument pdf = Loader.loadPDF(FORMAT.write(sample.build()))) {
            return text(pdf);
        }
    }

    private static String quoted(String text) {
        return new String(new Json.Str(text).canonicalBytes(), UTF_8);
    }

    /** Without line breaks and ligatures, so that no test depends on them. */
    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper()
                .getText(pdf)
                .replace("ﬁ", "fi")
                .replace("ﬂ", "fl")
                .replaceAll("\\s+", " ");
    }
}
