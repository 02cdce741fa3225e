package dev.consentledger.reporting.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the PDF of a realistic consent under each policy into a folder, to be looked at. */
final class PdfPages {

    private PdfPages() {}

    public static void main(String[] folder) throws IOException {
        PdfFormat format = new PdfFormat();
        for (Sample sample : Sample.ofEachPolicy()) {
            Path file = Path.of(folder[0], sample.site() + ".pdf");
            long t = System.nanoTime();
            Files.write(file, format.write(sample.build()));
            System.out.println(file + " " + (System.nanoTime() - t) / 1000000 + " ms");
        }
    }
}
