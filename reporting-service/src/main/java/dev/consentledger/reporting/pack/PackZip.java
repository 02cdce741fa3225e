package dev.consentledger.reporting.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackLayout;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a pack's files one after the other, each with its sum, which come last. Keeps some hundred
 * bytes for each file; the JDK writes ZIP64 where it is needed. For one thread.
 */
public final class PackZip {

    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;
    private final ByteArrayOutputStream sums = new ByteArrayOutputStream();

    /**
     * @param out is left open
     */
    public PackZip(OutputStream out) {
        this.zip = new ZipOutputStream(out);
        // Half of a pack are hashes, which nobody compresses; the rest is slow enough to read.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** What a file has in it, written by whoever knows it. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(String name, byte[] bytes) throws IOException {
        add(name, out -> out.write(bytes));
    }

    void add(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DigestOutputStream file = new DigestOutputStream(unclosed(), sha256());
        BufferedOutputStream buffered = new BufferedOutputStream(file, BUFFER);
        content.writeTo(buffered);
        buffered.flush();
        zip.closeEntry();
        String sum = Hash.of(file.getMessageDigest().digest()).toHex();
        sums.writeBytes("%s  %s\n".formatted(sum, name).getBytes(US_ASCII));
    }

    /** Adds the sums and the directory, without which no program reads the file. */
    void finish() throws IOException {
        zip.putNextEntry(new ZipEntry(PackLayout.CHECKSUMS));
        sums.writeTo(zip);
        zip.closeEntry();
        zip.finish();
    }

    private OutputStream unclosed() {
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() {
                // The next file follows.
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
