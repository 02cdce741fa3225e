package dev.consentledger.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A server's log file: set aside at a start once it is large, and its end for error messages. */
public final class LogFile {
    /** Beyond this size a start begins a new file and keeps the old one as {@code .1}. */
    static final long BYTES_MAX = 10L << 20;

    private static final int TAIL_BYTES_MAX = 64 << 10;

    private LogFile() {}

    /** Makes its directory, and sets a large file aside. */
    public static void rotate(Path log) {
        rotate(log, BYTES_MAX);
    }

    static void rotate(Path log, long bytesMax) {
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log) && Files.size(log) > bytesMax) {
                Path old = log.resolveSibling(log.getFileName() + ".1");
                Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines; a sentence when there are none. */
    public static String tail(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES_MAX);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            String[] all = new String(end, StandardCharsets.UTF_8).split("\n");
            int from = Math.max(0, all.length - lines);
            return String.join("\n", java.util.Arrays.copyOfRange(all, from, all.length));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}
