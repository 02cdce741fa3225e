package dev.consentledger.core.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One random edit of a log's files, which can be undone. */
final class Tampering {

    private final Path folder;
    private final List<Path> files;
    private final Random random;
    private final List<Path> touched = new ArrayList<>();
    private final List<byte[]> before = new ArrayList<>();

    /**
     * @param files those that the checkpoint stands on, and the checkpoint
     */
    Tampering(Path folder, List<Path> files, long seed) {
        this.folder = folder;
        this.files = files;
        this.random = new Random(seed);
    }

    /** Makes the edit, and says what it was. */
    String apply() throws IOException {
        Path file = any();
        byte[] bytes = Files.readAllBytes(file);
        String what =
                switch (random.nextInt(7)) {
                    case 0 -> {
                        int at = random.nextInt(bytes.length);
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                        yield replace("a bit at " + at, file, bytes);
                    }
                    case 1 ->
                            replace(
                                    "truncated",
                                    file,
                                    Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                    case 2 ->
                            replace(
                                    "longer",
                                    file,
                                    Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64)));
                    case 3 -> delete(file);
                    case 4 -> swap(file, other(file));
                    case 5 -> replace("reordered", file, reordered(bytes));
                    default -> replace("like another", file, Files.readAllBytes(other(file)));
                };
        return what + " in " + folder.relativize(file);
    }

    void undo() throws IOException {
        for (int i = 0; i < touched.size(); i++) {
            Files.write(touched.get(i), before.get(i));
        }
    }

    /** The files that were edited, as the audit names them. */
    List<String> places() {
        return touched.stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    private Path any() {
        return files.get(random.nextInt(files.size()));
    }

    private Path other(Path file) throws IOException {
        Path other = any();
        while (Arrays.equals(Files.readAllBytes(other), Files.readAllBytes(file))) {
            other = any();
        }
        return other;
    }

    private String replace(String what, Path file, byte[] bytes) throws IOException {
        keep(file);
        Files.write(file, bytes);
        return what;
    }

    private String delete(Path file) throws IOException {
        keep(file);
        Files.delete(file);
        return "deleted";
    }

    private String swap(Path file, Path other) throws IOException {
        byte[] first = Files.readAllBytes(file);
        byte[] second = Files.readAllBytes(other);
        replace("", other, first);
        return replace("swapped with " + folder.relativize(other), file, second);
    }

    /** Another order of its 32-byte pieces: hashes of a tile, something worse elsewhere. */
    private byte[] reordered(byte[] bytes) {
        byte[] changed = bytes.clone();
        while (Arrays.equals(changed, bytes)) {
            int piece = Math.min(32, bytes.length / 2);
            int a = random.nextInt(bytes.length / piece) * piece;
            int b = random.nextInt(bytes.length / piece) * piece;
            System.arraycopy(bytes, a, changed, b, piece);
            System.arraycopy(bytes, b, changed, a, piece);
        }
        return changed;
    }

    private void keep(Path file) {
        try {
            before.add(Files.readAllBytes(file));
            touched.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
