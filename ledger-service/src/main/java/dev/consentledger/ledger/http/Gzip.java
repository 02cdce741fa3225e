package dev.consentledger.ledger.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The content coding gzip (RFC 9110, section 8.4.1.3). Pure. */
final class Gzip {

    /**
     * Of 1 to 9. A bundle is packed once for each reader: the usual 6 takes twice the time of this
     * one, to save an eighth of the bytes, and was most of what serving a log took.
     */
    private static final int LEVEL = 3;

    private Gzip() {}

    /**
     * Whether a client takes it (RFC 9110, section 12.5.3): it has to name it, or everything, with
     * a weight that is not 0.
     *
     * @param acceptEncoding the header; empty where there is none
     */
    static boolean isAccepted(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(coding -> coding.replaceAll("\\s", "").split(";", 2))
                .filter(coding -> coding[0].equals("gzip") || coding[0].equals("*"))
                // That which is named rules over everything, wherever it stands.
                .reduce((one, other) -> other[0].equals("gzip") ? other : one)
                .map(coding -> coding.length == 1 || !coding[1].matches("q=0(\\.0*)?"))
                .orElse(false);
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new Leveled(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail so", e);
        }
        return compressed.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(OutputStream to) throws IOException {
            super(to);
            def.setLevel(LEVEL);
        }
    }
}
