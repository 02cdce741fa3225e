package dev.consentledger.core.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads a stream line by line, of which none may fill the memory. For one thread. */
final class Lines implements Closeable {

    private static final int FIRST_BUFFER = 1 << 16;

    private final InputStream in;
    private final int lineMax;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int from;
    private int to;

    Lines(InputStream in, int lineMax) {
        this.in = in;
        this.lineMax = lineMax;
    }

    /**
     * The next line without its end; empty after the last.
     *
     * @throws IOException also where a line is too long, or the last one has no end
     */
    Optional<byte[]> next() throws IOException {
        for (int at = from; ; at++) {
            if (at == to) {
                int looked = at - from;
                if (!fill()) {
                    if (looked > 0) {
                        throw new IOException("the last line has no end");
                    }
                    return Optional.empty();
                }
                at = from + looked;
            }
            if (buffer[at] == '\n') {
                byte[] line = Arrays.copyOfRange(buffer, from, at);
                from = at + 1;
                return Optional.of(line);
            }
        }
    }

    /** Makes room behind what was not given yet, and reads; whether there was more. */
    private boolean fill() throws IOException {
        int kept = to - from;
        if (kept > lineMax) {
            throw new IOException("a line has more than %d bytes".formatted(lineMax));
        }
        byte[] larger = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, from, larger, 0, kept);
        buffer = larger;
        from = 0;
        to = kept;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
