package dev.consentledger.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.consentledger.core.json.MalformedJson.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":1}",
                "[{\"a\":{\"b\":1,\"b\":1}}]",
                "1.0",
                "1e3",
                "1E400",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "+1",
                "01",
                "NaN",
                "Infinity",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "{} {}",
                "{}x",
                "1 2",
                "[1,]",
                "{\"a\":1,}",
                "[1 2]",
                "{a:1}",
                "'a'",
                "\"a\nb\"",
                "\"\\x\"",
                "// comment\n1",
                "[1",
                "{\"a\"",
                "\"a",
                "truer",
                "]"
            })
    void whatIsNotStrictJsonIsASyntaxFault(String text) {
        assertSyntaxFault(text.getBytes(UTF_8));
    }

    @Test
    void byteOrderMarkIsASyntaxFault() {
        assertSyntaxFault("\ufeff{}".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u00ff\"",
                "\"\u00c1\u00b0\"",
                "\"\u00ed\u00a0\u0080\"",
                "\"\u00f5\u0080\u0080\u0080\"",
                "\"\u00e2\u0082\"",
                "{}\u00ff",
                "\0{\0}",
            })
    void whatIsNotUtf8IsASyntaxFault(String bytesAsLatin1) {
        assertSyntaxFault(bytesAsLatin1.getBytes(ISO_8859_1));
    }

    @Test
    void nestingEndsAtItsLimit() throws MalformedJson {
        int max = JsonReader.DEPTH_MAX;
        assertThat(JsonReader.read(nested(max))).isInstanceOf(Json.Arr.class);
        assertSyntaxFault(nested(max + 1));
        assertSyntaxFault(nested(100_000));
    }

    @Test
    void digitsWithoutEndAreASyntaxFault() {
        assertSyntaxFault("1".repeat(100_000).getBytes(UTF_8));
    }

    @Test
    void numbersReachTo2ToThe53Less1() throws MalformedJson {
        assertThat(JsonReader.read("9007199254740991".getBytes(UTF_8)))
                .isEqualTo(new Json.Int(Json.INTEGER_MAX));
        assertThat(JsonReader.read("-9007199254740991".getBytes(UTF_8)))
                .isEqualTo(new Json.Int(-Json.INTEGER_MAX));
    }

    /** With 33 as the factor, all these names have one hash, as in the parser's table of names. */
    @Test
    void aTextIsJudgedAloneWhateverCameBefore() throws MalformedJson {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < 2_187; i++) {
            object.append(i == 0 ? "" : ",").append('"').append(colliding(i)).append("\":0");
        }
        byte[] bytes = object.append('}').toString().getBytes(UTF_8);

        for (int i = 0; i < 20; i++) {
            assertThat(JsonReader.readObject(bytes).members()).hasSize(2_187);
        }
    }

    @Test
    void anObjectIsAskedForAndAnythingElseIsTheWrongType() {
        MalformedJson fault =
                catchThrowableOfType(
                        MalformedJson.class, () -> JsonReader.readObject("[]".getBytes(UTF_8)));

        assertThat(fault.fault()).isEqualTo(Fault.WRONG_TYPE);
        assertThat(fault.pointer()).isEmpty();
    }

    @Test
    void everyFaultOfAFieldNamesItsPlace() throws MalformedJson {
        Fields fields =
                Fields.of(JsonReader.readObject("{\"a/b~\":{\"c\":1},\"d\":[]}".getBytes(UTF_8)));
        Fields inner = fields.object("a/b~");

        assertFault(() -> inner.string("c"), Fault.WRONG_TYPE, "/a~1b~0/c");
        assertFault(() -> inner.string("x"), Fault.MISSING_FIELD, "/a~1b~0/x");
        assertFault(() -> inner.optionalInt("c", 2, 3), Fault.WRONG_VALUE, "/a~1b~0/c");
        assertFault(() -> fields.bool("d"), Fault.WRONG_TYPE, "/d");
        assertFault(() -> fields.object("d"), Fault.WRONG_TYPE, "/d");
        assertFault(() -> Fields.of(new Json.Null(), "/e"), Fault.WRONG_TYPE, "/e");
    }

    @Test
    void whatWasNotAskedForIsAnUnknownField() throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject("{\"a\":1,\"b\":2}".getBytes(UTF_8)));
        fields.integer("a");

        assertFault(fields::end, Fault.UNKNOWN_FIELD, "/b");
        fields.integer("b");
        fields.end();
    }

    private interface Reading {
        void read() throws MalformedJson;
    }

    private static void assertFault(Reading reading, Fault fault, String pointer) {
        MalformedJson malformed = catchThrowableOfType(MalformedJson.class, reading::read);
        assertThat(malformed.fault()).isEqualTo(fault);
        assertThat(malformed.pointer()).isEqualTo(pointer);
    }

    private static void assertSyntaxFault(byte[] bytes) {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> JsonReader.read(bytes))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.SYNTAX))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }

    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int i = 0, rest = number; i < 7; i++, rest /= 3) {
            name.append(new String[] {"Bb", "CA", "D "}[rest % 3]);
        }
        return name.toString();
    }
}
