package dev.consentledger.reporting.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest@imagine.art",
                "reader@controller:imagineart",
                "dpo@*",
                "auditor@localhost",
                "administrator@controller:a-b_c"
            })
    void grantIsWrittenAsItIsRead(String text) {
        assertThat(Grant.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "dpo                  | 'dpo' is no grant; write role@site",
                "\"\"                   | '' is no grant; write role@site",
                "boss@*               | there is no role 'boss'; write one of ingest, reader, dpo, auditor, administrator",
                "DPO@*                | there is no role 'DPO'",
                "dpo@                 | '' is no site",
                "dpo@Imagine.art      | 'Imagine.art' is no site; write a host name in lower case",
                "dpo@*.imagine.art    | '*.imagine.art' is no site",
                "dpo@imagine.art@x    | 'imagine.art@x' is no site",
                "dpo@controller:      | '' is no id of a controller",
                "dpo@controller:Acme  | 'Acme' is no id of a controller; write 1 to 64 lower-case letters",
                "dpo@controller:*     | '*' is no id of a controller"
            })
    void mistakeSaysWhatToWrite(String text, String message) {
        assertThatThrownBy(() -> Grant.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "INGEST, INGEST",
        "READER, READER",
        "DPO, READER DPO",
        "AUDITOR, READER AUDITOR",
        "ADMINISTRATOR, READER ADMINISTRATOR"
    })
    void figuresAreForAllWhoLookAndNothingElseIsIncluded(Role role, String included) {
        Set<Role> has =
                EnumSet.allOf(Role.class).stream()
                        .filter(role::includes)
                        .collect(Collectors.toSet());

        assertThat(has)
                .isEqualTo(
                        Arrays.stream(included.split(" "))
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()));
    }
}
