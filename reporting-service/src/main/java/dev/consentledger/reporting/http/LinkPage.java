package dev.consentledger.reporting.http;

import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Timestamps;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.pack.PackQuestion;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.reporting.pack.PackStatus;
import dev.consentledger.reporting.proof.Block;
import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofFormats;
import dev.consentledger.reporting.proof.ProofOfConsent;
import dev.consentledger.reporting.proof.RecordInWords;
import dev.consentledger.reporting.regulator.LinkCode;
import dev.consentledger.reporting.regulator.RegulatorLink;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The pages of a regulator's link, in HTML without anything from elsewhere. They do all they do
 * without a script; the only one spares people the copying of the code. Not thread-safe.
 */
final class LinkPage {

    private static final String STYLE = style();

    /** Moves the code from behind the # into the field. It is sent when a person says so. */
    private static final String SCRIPT =
            "document.getElementById('code').value = location.hash.slice(1);";

    /** Nothing but these two, and a form that goes to where the page is from. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src '%s'; script-src '%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(source(STYLE), source(SCRIPT));

    private final StringBuilder html = new StringBuilder();

    private LinkPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"robots\" content=\"noindex\"><title>");
        text(title);
        html.append("</title><style>").append(STYLE).append("</style></head><body><main>");
        element("h1", title);
    }

    /** The page that a link leads to. The code is not sent with the address, so it is asked for. */
    static String start() {
        LinkPage page = new LinkPage("A regulator's link");
        page.element(
                "p",
                "The controller of a website has given you this link to one record of a visitor's"
                        + " choice, or to an audit pack with many. You can read it and take it with"
                        + " you as a file. You can change nothing.");
        page.html.append(
                "<form method=\"post\"><label for=\"code\">Code of the link</label>"
                        + "<input id=\"code\" name=\"code\" required autocomplete=\"off\""
                        + " autocapitalize=\"off\" spellcheck=\"false\" aria-describedby=\"help\">"
                        + "<button class=\"first\">Open</button></form>");
        page.html.append("<p class=\"soft\" id=\"help\">");
        page.text(
                "The code is what stands in the link behind the sign #. If the field is empty, copy"
                        + " it from there. That you open it, and each file that you take, is"
                        + " recorded, and the controller sees it.");
        page.html.append("</p><script>").append(SCRIPT).append("</script>");
        return page.end();
    }

    /** What a link is for: a record, in the formats that there are. */
    static String of(
            RegulatorLink link, ProofOfConsent proof, LinkCode code, ProofFormats formats) {
        RecordInWords record = RecordInWords.of(proof);
        LinkPage page = new LinkPage(record.title());
        record.lead().forEach(page::block);
        page.facts(link, proof);
        page.element("h2", "Files");
        page.files(code, formats.all());
        page.element(
                "p",
                "To check the record without believing anybody, take the ZIP file: README.txt in it"
                        + " says how. Get the keys to check it with from elsewhere.");
        RecordInWords.Section last = record.sections().get(record.sections().size() - 1);
        page.element("h2", last.title());
        last.blocks().forEach(page::block);
        return page.end();
    }

    /** What a link is for: a pack, which is one file. */
    static String of(RegulatorLink link, PackStatus pack, LinkCode code, ProofFormat zip) {
        LinkPage page = new LinkPage("An audit pack of " + link.site());
        page.element(
                "p",
                pack.order().question() instanceof PackQuestion.Period period
                        ? "What the ledger has of the site from %s to %s."
                                .formatted(time(period.from()), time(period.to()))
                        : "What the ledger has of one person on the site.");
        page.html.append("<dl>");
        page.fact("Entries", String.valueOf(pack.entries()));
        pack.file().ifPresent(file -> page.fact("SHA-256 of the file", file.sha256().toHex()));
        page.fact("For", link.recipient());
        page.fact("Case of the controller", pack.order().reference());
        page.end(link);
        page.element("h2", "File");
        page.beginFiles(code);
        page.file(
                zip,
                true,
                "the pack: each entry with its evidence and proof, a list of what is in it and"
                        + " checksums");
        page.endFiles();
        page.element(
                "p",
                "README.txt in it says how it is checked without believing anybody. Get the keys to"
                        + " check it with from elsewhere.");
        return page.end();
    }

    /** Why there is nothing to read. */
    static String of(HttpProblem problem) {
        LinkPage page = new LinkPage(Objects.requireNonNullElse(problem.getTitle(), "Not now"));
        page.element("p", Objects.requireNonNullElse(problem.getDetail(), "Try again later."));
        return page.end();
    }

    private void facts(RegulatorLink link, ProofOfConsent proof) {
        ConsentEntry consent = proof.consent().entry();
        html.append("<dl>");
        fact("Site", consent.site());
        fact("Event", consent.eventId().toString());
        fact("For", link.recipient());
        proof.caseReference().ifPresent(it -> fact("Case of the controller", it));
        end(link);
    }

    private void end(RegulatorLink link) {
        fact("The link ends", time(link.validUntil()));
        html.append("</dl><p class=\"soft\">");
        text(
                "That this page was opened is recorded, as is each file that you take; the"
                        + " controller sees it.");
        html.append("</p>");
    }

    private void fact(String name, String value) {
        element("dt", name);
        element("dd", value);
    }

    /** The first is the one to take. */
    private void files(LinkCode code, List<ProofFormat> formats) {
        beginFiles(code);
        formats.forEach(format -> file(format, format == formats.get(0), format.use()));
        endFiles();
    }

    private void beginFiles(LinkCode code) {
        html.append("<form method=\"post\"><input type=\"hidden\" name=\"code\" value=\"");
        text(code.text());
        html.append("\"><ul>");
    }

    private void file(ProofFormat format, boolean first, String use) {
        html.append("<li><button name=\"format\" value=\"").append(format.id()).append('"');
        html.append(first ? " class=\"first\">" : ">");
        text(format.title());
        html.append("</button><span>");
        text(use);
        html.append("</span></li>");
    }

    private void endFiles() {
        html.append("</ul></form>");
    }

    private void block(Block block) {
        if (block instanceof Block.Sentence sentence) {
            element("p", sentence.text());
        } else if (block instanceof Block.Warning warning) {
            html.append("<p class=\"warning\">");
            text(warning.text());
            html.append("</p>");
        } else {
            throw new IllegalArgumentException("the page has no place for " + block);
        }
    }

    private static String time(Instant time) {
        return Timestamps.format(time).replace('T', ' ').replace("Z", " UTC");
    }

    private void element(String name, String value) {
        html.append('<').append(name).append('>');
        text(value);
        html.append("</").append(name).append('>');
    }

    private void text(String value) {
        html.append(
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    private String end() {
        return html.append("</main></body></html>\n").toString();
    }

    /** As a content security policy allows it (W3C CSP Level 3, section 2.3.1). */
    private static String source(String inline) {
        return "sha256-" + Base64Text.of(Hash.sha256(inline.getBytes(StandardCharsets.UTF_8)));
    }

    private static String style() {
        try (InputStream in = LinkPage.class.getResourceAsStream("link.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
