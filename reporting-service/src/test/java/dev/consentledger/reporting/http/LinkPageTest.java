package dev.consentledger.reporting.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import dev.consentledger.reporting.proof.ProofFormat;
import dev.consentledger.reporting.proof.ProofFormats;
import dev.consentledger.reporting.proof.ProofOfConsent;
import dev.consentledger.reporting.proof.SampleRecord;
import dev.consentledger.reporting.regulator.LinkCode;
import dev.consentledger.reporting.regulator.LinkScope.OneRecord;
import dev.consentledger.reporting.regulator.RegulatorLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinkPageTest {

    private static final ProofFormats FORMATS = new ProofFormats();
    private static final LinkCode CODE = LinkCode.parse("A".repeat(43)).orElseThrow();
    private static final ProofOfConsent PROOF = SampleRecord.accepted();

    @Test
    void thePageSaysWhatItIsUntilWhenAndWhatItDoesNotProve() {
        assertThat(page("The authority"))
                .contains(PROOF.consent().entry().eventId().toString(), "imagine.art")
                .contains("accepted all", "The authority", "2026-12-05 10:00:00.000 UTC")
                .contains("What this does not prove", "That a human clicked");
    }

    @Test
    void thePageOffersEveryFormatTheZipFileFirst() {
        List<String> offered =
                Pattern.compile("name=\"format\" value=\"([^\"]+)\"")
                        .matcher(page("The authority"))
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(offered).first().isEqualTo("bundle");
        assertThat(offered)
                .containsExactlyElementsOf(FORMATS.all().stream().map(ProofFormat::id).toList());
    }

    @Test
    void whatSomebodyWroteIsTextAndNothingElse() {
        assertThat(page("<script>alert(\"1\")</script> & more"))
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more")
                .doesNotContain("<script");
        assertThat(LinkPage.of(LinkProblems.unknownLink())).contains("There is no such link");
    }

    @Test
    void theBrowserMayUseWhatIsInThePageAndNothingFromElsewhere() {
        String policy = LinkPage.CONTENT_SECURITY_POLICY;

        assertThat(policy).startsWith("default-src 'none'");
        assertThat(inline(LinkPage.start(), "style"))
                .allSatisfy(it -> assertThat(policy).contains(it));
        assertThat(inline(LinkPage.start(), "script"))
                .hasSize(1)
                .allSatisfy(it -> assertThat(policy).contains(it));
        assertThat(LinkPage.start() + page("The authority")).doesNotContain("//", "src=", "href=");
    }

    private static List<String> inline(String page, String element) {
        return Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(element), Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(LinkPageTest::hash)
                .toList();
    }

    private static String hash(MatchResult inline) {
        return "'sha256-" + Base64Text.of(Hash.sha256(inline.group(1).getBytes(UTF_8))) + "'";
    }

    private static String page(String recipient) {
        RegulatorLink link =
                new RegulatorLink(
                        new UUID(0, 1),
                        "imagine.art",
                        new UUID(0, 2),
                        new OneRecord(new UUID(0, 3), Optional.empty(), Set.of(), false),
                        recipient,
                        Instant.parse("2026-12-05T10:00:00Z"),
                        Instant.parse("2026-11-28T10:00:00Z"),
                        "dora",
                        Optional.empty(),
                        0,
                        Optional.empty());
        return LinkPage.of(link, PROOF, CODE, FORMATS);
    }
}
