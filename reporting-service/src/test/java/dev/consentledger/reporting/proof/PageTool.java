package dev.consentledger.reporting.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.proof.ProofBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code verify.html} in a real browser, with a bundle given to its file chooser. */
final class PageTool implements BundleTool, AutoCloseable {

    /** Answers as soon as the page has a verdict of what it was given last. */
    private static final String VERDICT =
            """
            return new Promise(resolve => {
              const look = () => {
                const outcome = document.getElementById('verdict').dataset.outcome;
                const fault = document.getElementById('trust-fault').textContent;
                if (!outcome && !fault) { setTimeout(look, 5); return; }
                const checks = [...document.querySelectorAll('#checks li')];
                resolve({outcome: outcome ?? fault,
                  checks: checks.map(c => [c.dataset.name, c.dataset.outcome])});
              };
              look();
            });
            """;

    private final Path folder;
    private final WebBrowser browser;
    private int bundles;

    PageTool(Path folder) throws IOException {
        this.folder = folder;
        this.browser = WebBrowser.start();
        Path page = folder.resolve("verify.html");
        Files.write(page, BundleTools.files().get("verify.html"));
        browser.open(page.toUri());
    }

    WebBrowser browser() {
        return browser;
    }

    @Override
    public Said check(ProofBundle bundle, String trust) {
        return check(Zips.of(bundle), trust);
    }

    Said check(byte[] zip, String trust) {
        try {
            // The page forgets its verdict as soon as either changes, so the last one counts.
            browser.run("document.getElementById('trust').value = arguments[0];", trust);
            Path file = Files.write(folder.resolve("bundle-" + bundles++ + ".zip"), zip);
            browser.run("delete document.getElementById('verdict').dataset.outcome;");
            browser.type("#bundle", file.toString());
            return verdict();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Said verdict() {
        JsonNode said = browser.run(VERDICT);
        Map<String, String> checks = new LinkedHashMap<>();
        said.get("checks").forEach(pair -> checks.put(pair.get(0).asText(), pair.get(1).asText()));
        return new Said(said.get("outcome").asText(), checks);
    }

    @Override
    public void close() {
        browser.close();
    }
}
