package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofBundleTest {

    @Test
    void sumsAreOfEveryFileButTheirOwn() throws MalformedBundle {
        ProofBundle bundle = new ProofBundle(Map.of("record.txt", content("a"))).withChecksums();

        assertThat(bundle.file("checksums.sha256").map(bytes -> new String(bytes, UTF_8)))
                .hasValue(
                        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  record.txt\n");
        assertThat(bundle.differences()).isEmpty();
    }

    @Test
    void everyDifferenceFromTheSumsIsNamed() throws MalformedBundle {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("record.txt", content("a"));
        files.put("README.txt", content("b"));
        byte[] sums = new ProofBundle(files).withChecksums().file("checksums.sha256").orElseThrow();

        ProofBundle changed =
                new ProofBundle(
                        Map.of(
                                "record.txt",
                                content("c"),
                                "verify.sh",
                                content("d"),
                                "checksums.sha256",
                                sums));

        assertThat(changed.differences())
                .containsExactly(
                        "README.txt is listed and not there",
                        "record.txt has another sum",
                        "verify.sh is not listed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x\n", "\n", "00  record.txt\n"})
    void aListThatIsNoneIsSaid(String list) {
        ProofBundle bundle = new ProofBundle(Map.of("checksums.sha256", list.getBytes(UTF_8)));

        assertThatThrownBy(bundle::differences).isInstanceOf(MalformedBundle.class);
    }

    private static byte[] content(String text) {
        return text.getBytes(UTF_8);
    }
}
