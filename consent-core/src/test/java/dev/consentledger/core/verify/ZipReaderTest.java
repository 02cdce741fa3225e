package dev.consentledger.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.proof.MalformedBundle;
import dev.consentledger.core.proof.ProofBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles are read from whoever made them: each of these ZIP files is made to do harm. */
class ZipReaderTest {

    private static final String[] TWO = {"record.txt", "recorD.txt"};

    @Test
    void storedAndDeflatedFilesAreReadAndFoldersPassedOver() throws MalformedBundle {
        byte[] deflated = zip("consent/", "consent/entry.json", "record.txt");

        ProofBundle bundle = ZipReader.read(deflated);

        assertThat(ZipReader.isZip(deflated)).isTrue();
        assertThat(bundle.names()).containsExactly("record.txt", "consent/entry.json");
        assertThat(bundle.file("record.txt")).hasValue(content("record.txt"));
        assertThat(bundle.strangers()).isEmpty();
        assertThat(bundle.missing()).contains("README.txt", "checksums.sha256");
        assertThat(bundle.missing()).doesNotContain("policy/entry.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../record.txt",
                "/etc/passwd",
                "consent/../../x",
                "consent//x",
                "./x",
                "..",
                "a\\b",
                "C:x",
                "a b",
                ".hidden",
                "\u0000",
                "ä"
            })
    void namesThatLeadElsewhereAreRefused(String name) {
        assertRefused("no plain path", zip(name));
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        byte[] zip = zip(TWO);
        String twice = new String(zip, StandardCharsets.ISO_8859_1).replace(TWO[1], TWO[0]);

        assertRefused("two files named record.txt", twice.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFileThatUnpacksToTooMuchIsRefused() {
        Map<String, byte[]> one = Map.of("record.txt", new byte[ProofBundle.FILE_BYTES_MAX + 1]);
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            many.put("file" + i, new byte[ProofBundle.FILE_BYTES_MAX - 1]);
        }

        assertThat(zip(one).length).isLessThan(10_000);
        assertRefused("unpacks to more", zip(one));
        assertRefused("unpacks to more", zip(many));
    }

    @Test
    void aSizeThatIsNotTheSizeIsRefused() {
        byte[] zip = zip("record.txt");
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(zip.length - 6);
        for (int other : new int[] {0, 3, 5000, -1}) {
            byte[] changed = zip.clone();
            ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, other);
            assertRefused("", changed);
        }
    }

    @Test
    void moreFilesThanAnyBundleAreRefused() {
        String[] names = new String[ProofBundle.FILES_MAX + 1];
        Arrays.setAll(names, i -> "file" + i);

        assertRefused("65 files", zip(names));
    }

    @Test
    void aDirectoryThatContradictsTheFilesIsRefused() {
        String zip = new String(zip("record.txt"), StandardCharsets.ISO_8859_1);

        // The first is the file's own name, the second the directory's.
        assertRefused(
                "contradicts",
                zip.replaceFirst("record", "Record").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatStandsBeforeOrBehindIsRefused() {
        byte[] zip = zip("record.txt");

        assertRefused("does not end as one", Arrays.copyOf(zip, zip.length + 1));
        assertRefused("", Arrays.copyOfRange(zip, 1, zip.length));
        assertRefused("no ZIP file", new byte[0]);
    }

    @Test
    void anyDamageIsRefusedOrChangesNothing() throws MalformedBundle {
        byte[] zip = zip("record.txt", "README.txt", "consent/entry.json");
        Random random = new Random(1);
        ProofBundle whole = ZipReader.read(zip);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                ProofBundle read = ZipReader.read(damaged);
                // What the directory says of versions, dates and attributes is nobody's matter.
                for (String name : read.names()) {
                    assertThat(read.file(name).orElseThrow())
                            .isEqualTo(whole.file(name).orElseThrow());
                }
            } catch (MalformedBundle refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static void assertRefused(String why, byte[] zip) {
        assertThatThrownBy(() -> ZipReader.read(zip))
                .isInstanceOf(MalformedBundle.class)
                .hasMessageContaining(why);
    }

    private static byte[] content(String name) {
        return name.getBytes(UTF_8);
    }

    private static byte[] zip(String... names) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, name.endsWith("/") ? new byte[0] : content(name));
        }
        return zip(files);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
