package dev.consentledger.reporting.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.standalone.browser.WebBrowser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify.html}: one file that asks nobody. */
class VerifyPageTest {

    private static final String PAGE = new String(BundleTools.files().get("verify.html"), UTF_8);

    /** RFC 8032, section 7.1: key, message, signature. */
    private static final List<List<String>> VECTORS =
            List.of(
                    List.of(
                            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                            "",
                            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
                    List.of(
                            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                            "72",
                            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                    List.of(
                            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                            "af82",
                            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));

    private static final String OWN_ED25519 =
            """
            const bytes = hex => Uint8Array.from(hex.match(/../g) ?? [], byte => parseInt(byte, 16));
            return Ed25519.verify(bytes(arguments[0]), bytes(arguments[1]), bytes(arguments[2]));
            """;

    @TempDir Path folder;

    @Test
    void thePolicyOfThePageAllowsItsOwnScriptAndStyleAlone() {
        String policy = only("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

        assertThat(policy)
                .isEqualTo(
                        "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                                .formatted(
                                        hash("<script>(.*?)</script>"),
                                        hash("<style>(.*?)</style>")));
        assertThat(PAGE)
                .doesNotContainPattern("(src|href|action)=")
                .doesNotContain("http://", "https://", "innerHTML");
    }

    @Test
    void aBrowserWithoutEd25519ChecksSignaturesWithThePagesOwn() throws IOException {
        assumeTrue(
                TamperedBundleTest.there(
                        "verify.html", WebBrowser.isThere(), "chromium and chromedriver"));
        try (PageTool page = new PageTool(folder)) {
            for (List<String> vector : VECTORS) {
                for (int part = 0; part < vector.size(); part++) {
                    assertThat(own(page, vector)).isTrue();
                    if (!vector.get(part).isEmpty()) {
                        assertThat(own(page, changed(vector, part))).as("part %d", part).isFalse();
                    }
                }
            }
            page.browser().run("ownEd25519 = true;");
            BundleTool.Said said = page.check(SampleBundle.one(), SampleBundle.trust());
            assertThat(said.outcome()).isEqualTo("passed");
            assertThat(said)
                    .isEqualTo(
                            new VerifierTool(folder)
                                    .check(SampleBundle.one(), SampleBundle.trust()));
        }
    }

    @Test
    void thePageReadsWhatTheWriterWrites() throws IOException {
        assumeTrue(
                TamperedBundleTest.there(
                        "verify.html", WebBrowser.isThere(), "chromium and chromedriver"));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        BundleWriter.write(SampleBundle.one(), zip);
        try (PageTool page = new PageTool(folder)) {
            assertThat(page.check(zip.toByteArray(), SampleBundle.trust()).outcome())
                    .isEqualTo("passed");
            assertThat(
                            page.browser()
                                    .run("return document.getElementById('sentence').textContent")
                                    .asText())
                    .isEqualTo(
                            "On 2026-11-22 10:15:30.123 UTC a visitor of shop.example saved a choice for each category.");
            assertThat(page.check(new byte[] {'P', 'K', 3, 4, 0}, "").outcome())
                    .isEqualTo("failed");
            assertThat(page.check(zip.toByteArray(), "log x").outcome())
                    .startsWith("This is no trust file: line 1: ");
        }
    }

    private static boolean own(PageTool page, List<String> vector) {
        return page.browser().run(OWN_ED25519, vector.toArray()).asBoolean();
    }

    private static List<String> changed(List<String> vector, int part) {
        byte[] bytes = HexFormat.of().parseHex(vector.get(part));
        bytes[0] ^= 1;
        String[] changed = vector.toArray(String[]::new);
        changed[part] = HexFormat.of().formatHex(bytes);
        return List.of(changed);
    }

    private static String hash(String element) {
        return Base64Text.of(Hash.sha256(only(element).getBytes(UTF_8)));
    }

    private static String only(String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
