package dev.consentledger.standalone.process;

import java.util.List;
import java.util.stream.Stream;

/** Options of the JVMs that a stand starts. */
public final class JavaOptions {

    private static final String MORE = "stand.java.options";

    private JavaOptions() {}

    /**
     * These, and those of the system property {@code stand.java.options}, with blanks between them:
     * tests say there that their servers live for a minute, in which compiling well does not pay.
     */
    public static List<String> with(List<String> options) {
        String more = System.getProperty(MORE, "").strip();
        return Stream.concat(
                        options.stream(),
                        more.isEmpty() ? Stream.empty() : Stream.of(more.split(" +")))
                .toList();
    }
}
