package dev.consentledger.reporting.proof;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The fonts of the PDF: DejaVu Sans Condensed, which has Latin, Greek, Cyrillic, Armenian, Georgian
 * and more, and whose licence allows to embed and redistribute it. Read once; thread-safe.
 */
final class PdfFonts {

    static final String FAMILY = "DejaVu Sans Condensed";

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final int WEIGHT_REGULAR = 400;
    private static final int WEIGHT_BOLD = 700;

    private final byte[] regular = read("DejaVuSansCondensed.ttf");
    private final byte[] bold = read("DejaVuSansCondensed-Bold.ttf");
    private final CmapLookup glyphs = glyphs(regular);

    /** Lets a file embed what it uses of the fonts. */
    void addTo(PdfRendererBuilder builder) {
        add(builder, regular, WEIGHT_REGULAR);
        add(builder, bold, WEIGHT_BOLD);
    }

    /** Whether the fonts have a code point. */
    IntPredicate hasGlyph() {
        return sign -> glyphs.getGlyphId(sign) != 0;
    }

    private static void add(PdfRendererBuilder builder, byte[] font, int weight) {
        builder.useFont(
                () -> new ByteArrayInputStream(font), FAMILY, weight, FontStyle.NORMAL, true);
    }

    private static byte[] read(String file) {
        try (InputStream in = PdfFonts.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the font %s is missing".formatted(file));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CmapLookup glyphs(byte[] font) {
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            return parsed.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
