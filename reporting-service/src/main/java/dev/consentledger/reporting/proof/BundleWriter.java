package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.ProofBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a bundle as a ZIP file. The same files give the same bytes on every machine and at every
 * time: they stand in the layout's order, stored and not deflated, and all have one date.
 */
public final class BundleWriter {

    /**
     * When the record was made stands in the record. At the first moment that a ZIP file can name,
     * the JDK adds a field that depends on the time zone, so it is a later one.
     */
    private static final LocalDateTime DATE = LocalDateTime.of(2000, 1, 1, 0, 0);

    private BundleWriter() {}

    /**
     * @param out is left open
     * @throws IllegalArgumentException where the files are not those of the layout
     */
    public static void write(ProofBundle bundle, OutputStream out) throws IOException {
        if (!bundle.missing().isEmpty() || !bundle.strangers().isEmpty()) {
            throw new IllegalArgumentException(
                    "a bundle without %s and with %s"
                            .formatted(bundle.missing(), bundle.strangers()));
        }
        ZipOutputStream zip = new ZipOutputStream(out);
        for (String name : bundle.names()) {
            byte[] bytes = bundle.file(name).orElseThrow();
            zip.putNextEntry(entry(name, bytes));
            zip.write(bytes);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry entry(String name, byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(DATE);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        return entry;
    }
}
