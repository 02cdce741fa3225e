package dev.consentledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.standalone.browser.VerifyPage;
import dev.consentledger.standalone.browser.WebBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The three programs that check a bundle offline, each under keys from elsewhere. */
final class Verifiers {

    private Verifiers() {}

    /** The jar; gives what it says. */
    static String jarPasses(Path bundle, Path trust) throws IOException, InterruptedException {
        String said = Auditor.passes("verify", "--trust", trust.toString(), bundle.toString());
        assertThat(said).contains("Result: passed");
        return said;
    }

    /** The bundle's own script, as for somebody who has no Java. */
    static void scriptPasses(Path bundle, Path trust) throws IOException, InterruptedException {
        Path folder = unpack(bundle);
        Process script =
                new ProcessBuilder(
                                "bash",
                                folder.resolve("verify.sh").toString(),
                                "--trust",
                                trust.toString(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        try (InputStream printed = script.getInputStream()) {
            String said = new String(printed.readAllBytes());
            assertThat(script.waitFor()).as(said).isZero();
        }
    }

    /** The bundle's own page, in a real browser where this machine has one. */
    static void pagePasses(Path bundle, Path trust) throws IOException {
        if (!WebBrowser.isThere()) {
            System.err.println("verify.html is not tried here: no chromium and chromedriver");
            return;
        }
        try (VerifyPage page = new VerifyPage()) {
            page.open(unpack(bundle).resolve("verify.html"));
            JsonNode said = page.check(bundle, Files.readString(trust));
            assertThat(said.path("outcome").asText()).as("%s", said).isEqualTo("passed");
        }
    }

    private static Path unpack(Path bundle) throws IOException {
        Path folder = Files.createTempDirectory(bundle.getParent(), "bundle");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return folder;
    }
}
