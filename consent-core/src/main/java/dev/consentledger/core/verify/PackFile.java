package dev.consentledger.core.verify;

import dev.consentledger.core.pack.PackLayout;
import dev.consentledger.core.proof.ProofBundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An audit pack on the disk, read by the directory at its end. Only the names are in memory. A read
 * that fails throws {@link IOException}, also for what was damaged. For one thread.
 */
final class PackFile implements Closeable {

    private static final byte[] ZIP = {'P', 'K'};

    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private PackFile(ZipFile zip) {
        this.zip = zip;
        zip.stream().forEach(this::list);
    }

    private void list(ZipEntry entry) {
        String name = entry.getName();
        if (!names.add(name)) {
            faults.add("a name stands there twice");
        } else if (entry.isDirectory()) {
            names.remove(name);
        } else if (!ProofBundle.isSafeName(name)) {
            faults.add("a name is no plain path");
        }
    }

    /** Whether a file is a pack rather than the proof of one consent: by what is in it. */
    static boolean isPack(Path file) {
        if (!beginsAsZip(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(PackLayout.MANIFEST) != null;
        } catch (ZipException e) {
            // Cut off or damaged: too long for anything else.
            return file.toFile().length() > ProofBundle.BYTES_MAX;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean beginsAsZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        } catch (IOException e) {
            return false;
        }
    }

    static PackFile open(Path file) throws IOException {
        return new PackFile(new ZipFile(file.toFile()));
    }

    /** What is wrong with the names. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    /** A file's content as a stream; empty where there is no such file. */
    Optional<InputStream> stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    }

    /** A file's whole content, of which there is only so much; empty where there is none. */
    Optional<byte[]> bytes(String name, int max) throws IOException {
        Optional<InputStream> stream = stream(name);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = stream.get()) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw new IOException("%s has more than %d bytes".formatted(name, max));
            }
            return Optional.of(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
