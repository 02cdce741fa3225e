package dev.consentledger.reporting.report;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A block's counts by one dimension as bytes. Of each slot, in their order: category and value,
 * each in UTF-8 with its length before it; 1 with a bot label, else 0; how many counts follow; the
 * counts. Numbers are the varints of Protocol Buffers' encoding, counts in their zigzag form, since
 * some are negative.
 *
 * <p>Slots whose counts are all nought are left out, and so are noughts behind the last count: the
 * same counts are the same bytes, in whatever order they were added up.
 */
public final class SlotFormat {

    private static final int GROUP = 7;
    private static final int IN_GROUP = (1 << GROUP) - 1;
    private static final int MORE_FOLLOWS = 1 << GROUP;

    private SlotFormat() {}

    public static byte[] write(SortedMap<Slot, Counts> slots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        slots.forEach(
                (slot, counts) -> {
                    long[] some = withoutNoughtsBehind(counts.toArray());
                    if (some.length > 0) {
                        write(slot, some, bytes);
                    }
                });
        return bytes.toByteArray();
    }

    private static long[] withoutNoughtsBehind(long[] counts) {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }

    private static void write(Slot slot, long[] counts, ByteArrayOutputStream bytes) {
        writeText(slot.category(), bytes);
        writeText(slot.value(), bytes);
        bytes.write(slot.bot() ? 1 : 0);
        writeNumber(counts.length, bytes);
        for (long count : counts) {
            writeNumber(count << 1 ^ count >> Long.SIZE - 1, bytes);
        }
    }

    private static void writeText(String text, ByteArrayOutputStream bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(utf8.length, bytes);
        bytes.writeBytes(utf8);
    }

    private static void writeNumber(long number, ByteArrayOutputStream bytes) {
        long rest = number;
        while ((rest & ~IN_GROUP) != 0) {
            bytes.write((int) (rest & IN_GROUP) | MORE_FOLLOWS);
            rest >>>= GROUP;
        }
        bytes.write((int) rest);
    }

    /**
     * What was written.
     *
     * @throws IllegalStateException when it is damaged so that it cannot be read
     */
    public static SortedMap<Slot, Counts> read(byte[] written) {
        SortedMap<Slot, Counts> slots = new TreeMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(written);
        try {
            while (bytes.hasRemaining()) {
                Slot slot = new Slot(readText(bytes), readText(bytes), bytes.get() == 1);
                slots.put(slot, readCounts(bytes));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("counts end in the midst of a slot", e);
        }
        return slots;
    }

    private static String readText(ByteBuffer bytes) {
        byte[] utf8 = new byte[readLength(bytes)];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Counts readCounts(ByteBuffer bytes) {
        long[] counts = new long[readLength(bytes)];
        for (int i = 0; i < counts.length; i++) {
            long zigzag = readNumber(bytes);
            counts[i] = zigzag >>> 1 ^ -(zigzag & 1);
        }
        return new Counts(counts);
    }

    /** Of what follows, each of which takes a byte at least. */
    private static int readLength(ByteBuffer bytes) {
        long length = readNumber(bytes);
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalStateException("counts of an impossible length");
        }
        return (int) length;
    }

    private static long readNumber(ByteBuffer bytes) {
        long number = 0;
        int shift = 0;
        byte group = bytes.get();
        while ((group & MORE_FOLLOWS) != 0) {
            number |= (long) (group & IN_GROUP) << shift;
            shift += GROUP;
            group = bytes.get();
        }
        return number | (long) group << shift;
    }
}
