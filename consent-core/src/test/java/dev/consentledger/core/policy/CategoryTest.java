package dev.consentledger.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.Mechanism;
import dev.consentledger.core.merkle.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {

    @ParameterizedTest
    @CsvSource({
        "DE, 'DE EU EEA *'",
        "DE-BE, 'DE-BE DE EU EEA *'",
        "EU, 'EU EEA *'",
        "EEA, 'EEA *'",
        "NO, 'NO EEA *'",
        "US-CA, 'US-CA US *'",
        "US, 'US *'",
        "GB, 'GB *'",
        "CH, 'CH *'"
    })
    void jurisdictionsWidenStepByStep(String code, String expected) {
        assertThat(Jurisdictions.fromNarrowToWide(code)).containsExactly(expected.split(" "));
    }

    @Test
    void theEuHas27StatesAndTheEea30() {
        List<String> codes = new ArrayList<>();
        for (char a = 'A'; a <= 'Z'; a++) {
            for (char b = 'A'; b <= 'Z'; b++) {
                codes.add("" + a + b);
            }
        }
        codes.remove("EU");

        assertThat(codes.stream().filter(c -> Jurisdictions.fromNarrowToWide(c).contains("EU")))
                .hasSize(27);
        assertThat(codes.stream().filter(c -> Jurisdictions.fromNarrowToWide(c).contains("EEA")))
                .hasSize(30);
    }

    /** Each rule names one jurisdiction and has an exemption that says which. */
    @ParameterizedTest
    @CsvSource({
        "DE, DE",
        "DE-BE, DE",
        "FR, EU",
        "EU, EU",
        "NO, EEA",
        "EEA, EEA",
        "US-CA, US-CA",
        "US-NY, US",
        "US, US",
        "GB, *",
        "EUX, *"
    })
    void theNarrowestRuleCountsWhateverTheirOrder(String jurisdiction, String rule) {
        List<Category.Rule> rules = new ArrayList<>();
        for (String code : List.of("DE", "EU", "EEA", "US-CA", "US", "*")) {
            rules.add(
                    new Category.Rule(
                            Set.of(code), Mechanism.EXEMPT, Optional.of(code), Optional.empty()));
        }
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rules, new Random(seed));

            assertThat(category(rules).rule(jurisdiction).flatMap(Category.Rule::exemption))
                    .as("seed %d", seed)
                    .contains(rule);
        }
    }

    @Test
    void withoutARuleTheMechanismIsUndeclaredAndThereIsNoChoice() {
        Category category =
                category(
                        List.of(
                                new Category.Rule(
                                        Set.of("EU"),
                                        Mechanism.OPT_IN,
                                        Optional.empty(),
                                        Optional.empty())));

        assertThat(category.mechanism("US")).isEqualTo(Mechanism.UNDECLARED);
        assertThat(category.offersChoice("US")).isFalse();
        assertThat(category.mechanism("AT")).isEqualTo(Mechanism.OPT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPT_IN", "OPT_OUT", "NOTICE_ONLY", "EXEMPT"})
    void onlyOptInAndOptOutOfferAChoice(Mechanism mechanism) {
        Category category =
                category(
                        List.of(
                                new Category.Rule(
                                        Set.of("*"),
                                        mechanism,
                                        Optional.empty(),
                                        Optional.empty())));

        assertThat(category.offersChoice("DE")).isEqualTo(mechanism.name().startsWith("OPT"));
    }

    private static Category category(List<Category.Rule> rules) {
        return new Category("statistics", "Statistics", rules, Hash.sha256());
    }
}
