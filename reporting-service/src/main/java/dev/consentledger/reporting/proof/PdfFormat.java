package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.consentledger.core.entry.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * The record for people as PDF: A4, tagged for screen readers, with its fonts in it. The same
 * record gives the same bytes. Thread-safe; needs no screen.
 */
final class PdfFormat {

    private static final String PRODUCER = "Consent Ledger";

    /** The dates of the metadata, which the library takes from the machine's clock. */
    private static final Pattern XMP_DATE =
            Pattern.compile("(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*(</xmp:)");

    private final PdfFonts fonts = new PdfFonts();
    private final DrawableText drawable = new DrawableText(fonts.hasGlyph());
    private final String css = css();

    byte[] write(ProofOfConsent proof) {
        return write(RecordInWords.of(proof), proof.madeAt());
    }

    private byte[] write(RecordInWords record, Instant madeAt) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts.addTo(builder);
        builder.usePdfUaAccessibility(true);
        builder.withProducer(PRODUCER);
        // The file is made of what is in it: nothing is fetched, whatever a text says.
        builder.useUriResolver((base, uri) -> null);
        builder.withHtmlContent(RecordHtml.of(record, css, drawable), null);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                date(document, madeAt);
                document.save(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** Dates and the file's id come from the record, so that the bytes do too. */
    private static void date(PDDocument document, Instant madeAt) throws IOException {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(madeAt.toEpochMilli());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(calendar);
        information.setModificationDate(calendar);
        document.setDocumentId(madeAt.toEpochMilli());
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        try (InputStream in = catalog.getMetadata().exportXMPMetadata()) {
            String xmp = new String(in.readAllBytes(), UTF_8);
            String dated =
                    XMP_DATE.matcher(xmp).replaceAll("$1" + Timestamps.format(madeAt) + "$2");
            catalog.setMetadata(
                    new PDMetadata(document, new ByteArrayInputStream(dated.getBytes(UTF_8))));
        }
    }

    private static String css() {
        try (InputStream in = PdfFormat.class.getResourceAsStream("record.css")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
