package dev.consentledger.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * docs/performance.md, of which each benchmark writes its own figures, between two marks. What
 * stands around them is written by people.
 */
public record PerformancePage(Path file) {

    /** Puts the figures of one benchmark in place of its former ones. */
    public void write(String section, String figures) {
        try {
            Files.writeString(file, replaced(Files.readString(file), section, figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String page, String section, String figures) {
        String begin = "<!-- figures: " + section + " -->\n";
        String end = "<!-- end of figures: " + section + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("the page has no marks for " + section);
        }
        return page.substring(0, from + begin.length())
                + "\n"
                + figures.strip()
                + "\n\n"
                + page.substring(to);
    }
}
