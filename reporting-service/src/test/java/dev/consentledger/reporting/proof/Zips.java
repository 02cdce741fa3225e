package dev.consentledger.reporting.proof;

import dev.consentledger.core.proof.ProofBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs what the writer would refuse: bundles that somebody has changed. Deflated, as by others.
 */
final class Zips {

    private Zips() {}

    static byte[] of(ProofBundle bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : bundle.names()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bundle.file(name).orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As files in a new folder. */
    static Path unpack(ProofBundle bundle, Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "bundle");
        for (String name : bundle.names()) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bundle.file(name).orElseThrow());
        }
        return folder;
    }
}
