package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.proof.MalformedBundle;
import dev.consentledger.core.proof.ProofBundle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes a ZIP file of known, small size apart (APPNOTE.TXT, sections 4.3 and 4.4), in memory and
 * nowhere else. The central directory says what there is, and each file's own header has to say the
 * same, so that two readers cannot see two contents in one file. Only what a bundle needs is read:
 * stored and deflated files, one disk, no encryption, no ZIP64.
 */
final class ZipReader {

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

    private static final byte[] BEGIN = {'P', 'K', 3, 4};

    private final ByteBuffer zip;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private long bytesLeft = ProofBundle.BYTES_MAX;

    private ZipReader(byte[] zip) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What the directory says of one file. */
    private record Listed(
            String name, int flags, int method, long crc, long packed, long size, int offset) {}

    /** Whether bytes are a ZIP file, by how they begin. */
    static boolean isZip(byte[] bytes) {
        return bytes.length > BEGIN.length
                && Arrays.equals(bytes, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
    }

    /**
     * The files of a bundle, whoever has packed it; folders are left out.
     *
     * @throws MalformedBundle where it is no ZIP file, or one that could be read in two ways
     */
    static ProofBundle read(byte[] bytes) throws MalformedBundle {
        if (bytes.length > ProofBundle.BYTES_MAX) {
            throw new MalformedBundle(
                    "the ZIP file has more than %d bytes".formatted(ProofBundle.BYTES_MAX));
        }
        try {
            return new ProofBundle(new ZipReader(bytes).read());
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedBundle("the ZIP file is cut off, or points beyond itself");
        }
    }

    private Map<String, byte[]> read() throws MalformedBundle {
        int end = endOfDirectory();
        int count = unsigned(zip.getShort(end + 10));
        int length = zip.getInt(end + 12);
        int start = zip.getInt(end + 16);
        boolean oneDisk = zip.getInt(end + 4) == 0 && unsigned(zip.getShort(end + 8)) == count;
        if (!oneDisk || start < 0 || length < 0 || (long) start + length != end) {
            throw new MalformedBundle("the ZIP file's directory is not where its end says");
        }
        if (count > ProofBundle.FILES_MAX) {
            throw new MalformedBundle(
                    "the ZIP file has %d files, more than any bundle".formatted(count));
        }
        zip.position(start);
        for (int i = 0; i < count; i++) {
            Listed listed = listed();
            int next = zip.position();
            if (!listed.name().endsWith("/")) {
                put(listed);
            }
            zip.position(next);
        }
        if (zip.position() != end) {
            throw new MalformedBundle("the ZIP file's directory has another length");
        }
        return files;
    }

    private void put(Listed listed) throws MalformedBundle {
        if (files.put(listed.name(), content(listed)) != null) {
            throw new MalformedBundle("the ZIP file has two files named " + listed.name());
        }
    }

    /** At the end of the file: a comment could hide a second directory, so there is none. */
    private int endOfDirectory() throws MalformedBundle {
        int end = zip.limit() - END_LENGTH;
        if (end < 0 || zip.getInt(end) != END_OF_DIRECTORY || zip.getShort(end + 20) != 0) {
            throw new MalformedBundle("this is no ZIP file, or it does not end as one");
        }
        return end;
    }

    private Listed listed() throws MalformedBundle {
        require(zip.getInt() == CENTRAL_HEADER, "the ZIP file's directory is broken");
        zip.getInt();
        int flags = unsigned(zip.getShort());
        int method = unsigned(zip.getShort());
        zip.getInt();
        long crc = unsigned(zip.getInt());
        long packed = unsigned(zip.getInt());
        long size = unsigned(zip.getInt());
        int nameLength = unsigned(zip.getShort());
        int rest = unsigned(zip.getShort()) + unsigned(zip.getShort());
        zip.position(zip.position() + 8);
        int offset = zip.getInt();
        String name = name(nameLength);
        zip.position(zip.position() + rest);
        return new Listed(name, flags, method, crc, packed, size, offset);
    }

    private String name(int length) throws MalformedBundle {
        byte[] name = new byte[length];
        zip.get(name);
        String text = new String(name, UTF_8);
        require(ProofBundle.isSafeName(text), "the ZIP file has a name that is no plain path");
        return text;
    }

    private byte[] content(Listed listed) throws MalformedBundle {
        require((listed.flags() & ENCRYPTED) == 0, "the ZIP file is encrypted");
        require(
                listed.size() <= ProofBundle.FILE_BYTES_MAX && listed.size() <= bytesLeft,
                "the ZIP file unpacks to more than any bundle has");
        bytesLeft -= listed.size();
        zip.position(listed.offset());
        require(zip.getInt() == LOCAL_HEADER, "the ZIP file's directory points at no file");
        zip.getShort();
        require(
                unsigned(zip.getShort()) == listed.flags()
                        && unsigned(zip.getShort()) == listed.method(),
                "the ZIP file's directory contradicts its files");
        // Times and, where they follow the content, sums and sizes: the directory has them.
        zip.position(zip.position() + 16);
        int nameLength = unsigned(zip.getShort());
        int extra = unsigned(zip.getShort());
        require(
                name(nameLength).equals(listed.name()),
                "the ZIP file's directory contradicts its files");
        zip.position(zip.position() + extra);
        require(listed.packed() <= zip.remaining(), "the ZIP file is cut off");
        byte[] packed = new byte[(int) listed.packed()];
        zip.get(packed);
        byte[] content = unpacked(listed, packed);
        CRC32 crc = new CRC32();
        crc.update(content);
        require(crc.getValue() == listed.crc(), "the ZIP file is damaged at " + listed.name());
        return content;
    }

    private static byte[] unpacked(Listed listed, byte[] packed) throws MalformedBundle {
        String wrongSize = "the ZIP file is damaged at " + listed.name();
        if (listed.method() == STORED) {
            require(packed.length == listed.size(), wrongSize);
            return packed;
        }
        require(listed.method() == DEFLATED, "the ZIP file is neither stored nor deflated");
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            // One byte more than it says, to see whether there is more.
            byte[] content = new byte[(int) listed.size() + 1];
            int length = 0;
            int step = 1;
            while (step > 0 && length < content.length) {
                step = inflater.inflate(content, length, content.length - length);
                length += step;
            }
            require(inflater.finished() && length == listed.size(), wrongSize);
            return Arrays.copyOf(content, length);
        } catch (DataFormatException e) {
            throw new MalformedBundle(wrongSize);
        } finally {
            inflater.end();
        }
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static void require(boolean holds, String otherwise) throws MalformedBundle {
        if (!holds) {
            throw new MalformedBundle(otherwise);
        }
    }
}
