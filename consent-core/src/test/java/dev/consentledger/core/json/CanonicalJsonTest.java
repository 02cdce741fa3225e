package dev.consentledger.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The examples of RFC 8785 that have no fractions. */
class CanonicalJsonTest {

    @Test
    void stringsAndLiteralsOfSection322() throws MalformedJson {
        String given =
                """
                {
                  "numbers": [333333333, 4, -2, 0],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";

        assertThat(canonical(given))
                .isEqualTo(
                        """
                        {"literals":[null,true,false],"numbers":[333333333,4,-2,0],\
                        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }

    @Test
    void theSameInBytesAsInSection324() throws MalformedJson {
        String given = "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}";

        assertThat(JsonReader.read(given.getBytes(UTF_8)).canonicalBytes())
                .asHexString()
                .isEqualToIgnoringCase(
                        "7b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    @Test
    void membersAreSortedByUtf16UnitsAsInSection323() throws MalformedJson {
        String given =
                """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }""";

        assertThat(canonical(given))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void membersOfInnerObjectsAreSortedAndArraysAreNot() throws MalformedJson {
        assertThat(
                        canonical(
                                "{ \"1\": {\"f\": {\"f\": \"hi\",\"F\": 5} ,\"\\n\": 56 },"
                                        + " \"10\": [ 3, {\"b\":1, \"a\":2}, 1 ], \"\": \"empty\" }"))
                .isEqualTo(
                        "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},"
                                + "\"10\":[3,{\"a\":2,\"b\":1},1]}");
    }

    @Test
    void minusZeroIsZero() throws MalformedJson {
        assertThat(canonical("[-0]")).isEqualTo("[0]");
    }

    @Test
    void emptyObjectsAndArraysHaveNothingInThem() throws MalformedJson {
        assertThat(canonical(" [ { } , [ ] ] ")).isEqualTo("[{},[]]");
    }

    @Test
    void halfASurrogatePairIsNoText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Str("a\ud800"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Str("\udc00a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.object().put("\ud800", 1).build());
    }

    @Test
    void numbersBeyond2ToThe53AreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Int(1L << 53));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Int(-(1L << 53)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Int(Long.MIN_VALUE));
    }

    @Test
    void aMemberIsPutOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.object().put("a", 1).put("a", 1));
    }

    private static String canonical(String json) throws MalformedJson {
        return new String(JsonReader.read(json.getBytes(UTF_8)).canonicalBytes(), UTF_8);
    }
}
