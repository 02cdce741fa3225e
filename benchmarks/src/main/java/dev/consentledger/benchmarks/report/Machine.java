package dev.consentledger.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The machine that was measured on, in words, without a name or a date. */
public final class Machine {

    private static final int FORCES = 300;
    private static final int BLOCK_BYTES = 4_096;
    private static final double NANOS_PER_MILLI = 1e6;

    private Machine() {}

    /**
     * Describes it.
     *
     * @param directory where the benchmarks keep their data
     */
    public static String describe(Path directory) {
        Sample force = forceMillis(directory);
        return new Table(List.of("what", "value"))
                .row(List.of("processors", processors()))
                .row(List.of("memory", memory()))
                .row(List.of("Java", System.getProperty("java.vm.name") + " " + javaVersion()))
                .row(
                        List.of(
                                "kernel",
                                System.getProperty("os.name")
                                        + " "
                                        + System.getProperty("os.version")
                                        + " "
                                        + System.getProperty("os.arch")))
                .row(List.of("file system", fileSystem(directory)))
                .row(
                        List.of(
                                "forcing 4 KB to the disk",
                                "median %s ms, 99 of 100 within %s ms"
                                        .formatted(
                                                Table.decimals(2, force.median()),
                                                Table.decimals(2, force.percentile(0.99)))))
                .toString();
    }

    private static String processors() {
        String model =
                lines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("of a model that is not told");
        return Runtime.getRuntime().availableProcessors() + ", " + model;
    }

    private static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            return Math.round(system.getTotalMemorySize() / (double) (1 << 30)) + " GB";
        }
        return "not told";
    }

    private static String javaVersion() {
        return System.getProperty("java.version");
    }

    private static String fileSystem(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What one transaction's commit waits for at least. */
    private static Sample forceMillis(Path directory) {
        Path file = directory.resolve("force");
        double[] millis = new double[FORCES];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int number = 0; number < FORCES; number++) {
                channel.write(ByteBuffer.allocate(BLOCK_BYTES));
                long before = System.nanoTime();
                channel.force(false);
                millis[number] = (System.nanoTime() - before) / NANOS_PER_MILLI;
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sample.of(millis);
    }
}
