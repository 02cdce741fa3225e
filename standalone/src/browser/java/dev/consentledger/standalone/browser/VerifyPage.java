package dev.consentledger.standalone.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/** A bundle's {@code verify.html}, opened as a file in a real browser. */
public final class VerifyPage implements AutoCloseable {

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

    private final WebBrowser browser = WebBrowser.start();

    /**
     * @throws IOException where there is no browser to start
     */
    public VerifyPage() throws IOException {}

    public void open(Path page) {
        browser.open(page.toUri());
    }

    /**
     * What the page says of a bundle that a person chooses: {@code outcome}, and {@code checks} as
     * pairs of name and outcome.
     *
     * @param trust the text of the trust file
     */
    public JsonNode check(Path bundle, String trust) {
        // The page forgets its verdict as soon as either changes, so the last one counts.
        browser.run("document.getElementById('trust').value = arguments[0];", trust);
        browser.run("delete document.getElementById('verdict').dataset.outcome;");
        browser.type("#bundle", bundle.toString());
        return browser.run(VERDICT);
    }

    public WebBrowser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
    }
}
