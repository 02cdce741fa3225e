package dev.consentledger.reporting.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.proof.ProofBundle;
import dev.consentledger.standalone.browser.VerifyPage;
import dev.consentledger.standalone.browser.WebBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code verify.html} in a real browser, with a bundle given to its file chooser. */
final class PageTool implements BundleTool, AutoCloseable {

    private final Path folder;
    private final VerifyPage page = new VerifyPage();
    private int bundles;

    PageTool(Path folder) throws IOException {
        this.folder = folder;
        Path file = folder.resolve("verify.html");
        Files.write(file, BundleTools.files().get("verify.html"));
        page.open(file);
    }

    WebBrowser browser() {
        return page.browser();
    }

    @Override
    public Said check(ProofBundle bundle, String trust) {
        return check(Zips.of(bundle), trust);
    }

    Said check(byte[] zip, String trust) {
        try {
            Path file = Files.write(folder.resolve("bundle-" + bundles++ + ".zip"), zip);
            JsonNode said = page.check(file, trust);
            Map<String, String> checks = new LinkedHashMap<>();
            said.get("checks")
                    .forEach(pair -> checks.put(pair.get(0).asText(), pair.get(1).asText()));
            return new Said(said.get("outcome").asText(), checks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        page.close();
    }
}
