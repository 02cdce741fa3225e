package dev.consentledger.reporting.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.proof.ProofBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class BundleWriterTest {

    private final ProofBundle bundle = SampleBundle.one();

    @Test
    void theSameFilesGiveTheSameBytesInAnyOrderAndTimeZone() throws IOException {
        List<String> names = new ArrayList<>(bundle.names());
        Collections.reverse(names);
        Map<String, byte[]> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, bundle.file(name).orElseThrow()));
        TimeZone here = TimeZone.getDefault();

        byte[] first = zip(bundle);
        byte[] second;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            second = zip(new ProofBundle(reversed));
        } finally {
            TimeZone.setDefault(here);
        }

        assertThat(second).isEqualTo(first);
    }

    @Test
    void filesStandInTheOrderOfTheLayoutAndComeBack() throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip(bundle)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                assertThat(in.readAllBytes()).isEqualTo(bundle.file(entry.getName()).orElseThrow());
            }
        }

        assertThat(names)
                .containsExactlyElementsOf(
                        ProofBundle.LAYOUT.stream().filter(n -> !n.contains("earliest")).toList())
                .endsWith("verify.sh", "verify.html", "checksums.sha256");
    }

    @Test
    void whatIsNoBundleIsNotWritten() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("consent/entry.json", new byte[0]);

        assertThatThrownBy(() -> zip(new ProofBundle(files)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("README.txt");
    }

    private static byte[] zip(ProofBundle bundle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleWriter.write(bundle, out);
        return out.toByteArray();
    }
}
