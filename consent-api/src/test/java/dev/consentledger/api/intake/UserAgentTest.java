package dev.consentledger.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36|Chrome 142 Windows desktop -",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0|Edge 142 Windows desktop -",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox 140 Linux desktop -",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1|Safari 18 iOS mobile -",
                "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1|Safari 18 iOS tablet -",
                "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36|Chrome 141 Android mobile -",
                "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Safari/537.36|Samsung Internet 26 Android tablet -",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|- - - other googlebot",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36|Chrome 142 Linux desktop headless",
                "SomeCrawler/1.0|- - - other other",
                "curl/7.88.1|- - - other -"
            })
    void onlyBroadTermsAreKept(String header, String expected) {
        UserAgent agent = UserAgent.parse(header);
        String found =
                String.join(
                        " ",
                        agent.browser().orElse("-"),
                        agent.majorVersion().isPresent()
                                ? String.valueOf(agent.majorVersion().getAsInt())
                                : "-",
                        agent.system().orElse("-"),
                        agent.deviceClass(),
                        agent.bot().orElse("-"));
        assertThat(found).isEqualTo(expected);
    }
}
