package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a document's languages somebody gets. */
class LanguageChoiceTest {

    private static final List<String> AVAILABLE = List.of("en", "de", "pt-BR", "zh-Hant");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "DE|de",
                "de-AT|de",
                "de-CH-1996|de",
                "pt|pt-BR",
                "pt-PT|pt-BR",
                "zh-hant-tw|zh-Hant",
                "zh-Hant-x-private|zh-Hant",
                "fr, de;q=0.5, en;q=0.9|en",
                "fr-FR,fr;q=0.9,de;q=0.8|de",
            })
    void theBestThatIsThereIsChosen(String wish, String language) {
        assertThat(LanguageChoice.best(wish, AVAILABLE)).contains(language);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"fr", "*", "''", "de;q=0", "de;q=x", "-", "e", "nonsense here", "\u0000"})
    void aWishThatCannotBeMetChoosesNothing(String wish) {
        assertThat(LanguageChoice.best(wish, AVAILABLE)).isEmpty();
    }

    @Test
    void aWishThatNoBrowserSendsIsNotRead() {
        assertThat(LanguageChoice.best("de," + "x-y,".repeat(200) + "en", AVAILABLE)).isEmpty();
    }
}
