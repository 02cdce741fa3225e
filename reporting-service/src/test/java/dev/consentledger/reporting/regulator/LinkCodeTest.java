package dev.consentledger.reporting.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodeTest {

    private static final LinkCode CODE = LinkCode.random(new Random(1));

    @Test
    void aCodeIsReadAsItIsWrittenAloneAndInItsLink() {
        String link = CODE.behind("https://ledger.example/open");

        assertThat(CODE.text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(link).isEqualTo("https://ledger.example/open#" + CODE.text());
        assertThat(LinkCode.parse(CODE.text())).contains(CODE);
        assertThat(LinkCode.parse(" " + link + "\n")).contains(CODE);
        assertThat(LinkCode.parse(link).orElseThrow().hash()).isEqualTo(CODE.hash());
    }

    @Test
    void everyCodeIsAnother() {
        Random random = new Random(2);

        assertThat(LinkCode.random(random)).isNotEqualTo(LinkCode.random(random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "abc", "not a code at all", "AAAA", "https://ledger.example/"})
    void anythingElseIsNone(String text) {
        assertThat(LinkCode.parse(text)).isEmpty();
    }

    @Test
    void aCodeThatIsTooLongOrTooShortIsNone() {
        assertThat(LinkCode.parse(CODE.text().substring(4))).isEmpty();
        assertThat(LinkCode.parse("AAAA" + CODE.text())).isEmpty();
    }

    @Test
    void aLogLearnsNothing() {
        assertThat(CODE.toString()).doesNotContain(CODE.text().substring(0, 4));
    }
}
