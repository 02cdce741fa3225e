package dev.consentledger.core.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.Golden;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reason is kept in logs and tables; wherever a person's data stand, they are not in it. */
class ReasonTest {

    private static final byte[] VALUE = Golden.bytes("positive/consent-with-everything/value.json");
    private static final byte[] EVIDENCE =
            Golden.bytes("positive/consent-with-everything/evidence.json");

    private final RecordReader reader = new RecordReader(2, 4);
    private int reasons;

    /** As bare text, as a word in quotes, and as a name that the format would allow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mueller@example.org",
                "\"mueller@example.org\"",
                "muellerexampleorg",
                "1704567890"
            })
    void textPutInAnywhereIsNotRepeated(String personal) {
        for (int at = 0; at <= VALUE.length; at++) {
            read(spliced(VALUE, at, personal), EVIDENCE);
        }
        for (int at = 0; at <= EVIDENCE.length; at++) {
            read(VALUE, spliced(EVIDENCE, at, personal));
        }
        assertThat(reasons).isGreaterThan(VALUE.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mueller@example.org", "muellerexampleorg"})
    void everyNameAndValueCanBePersonalAndIsNotRepeated(String personal) throws MalformedJson {
        for (Json value : variants(JsonReader.read(VALUE), personal)) {
            read(value.canonicalBytes(), EVIDENCE);
        }
        for (Json evidence : variants(JsonReader.read(EVIDENCE), personal)) {
            read(VALUE, evidence.canonicalBytes());
        }
        assertThat(reasons).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"v\":1,\"kind\":\"consent\"} | /eventId: the field 'eventId' is missing",
                "{\"v\":\"mueller@example.org\"} | /v: expected a whole number",
                "{\"v\":mueller@example.org} | not well-formed JSON, or a member twice (line 1, column 6)",
            })
    void aReasonNamesThePlace(String value, String reason) {
        assertThat(read(value.getBytes(UTF_8), EVIDENCE)).contains(reason);
    }

    @Test
    void aNameInAMapIsLeftOutOfItsPlace() throws MalformedJson {
        String value = new String(VALUE, UTF_8);
        String changed =
                value.replaceFirst(
                        "\"decisions\":\\{",
                        "\"decisions\":{\"mueller\":{\"decision\":7,\"mechanism\":\"opt_in\",\"signal\":\"gpc\"},");

        assertThat(changed).isNotEqualTo(value);
        assertThat(read(changed.getBytes(UTF_8), EVIDENCE))
                .contains("/decisions/*/decision: expected a string");
    }

    private Optional<String> read(byte[] value, byte[] evidence) {
        Reading reading =
                reader.read(
                        new LedgerRecord(
                                0, 0, new byte[0], value, Optional.of(evidence), Optional.empty()));
        if (!(reading instanceof Reading.Unreadable unreadable)) {
            return Optional.empty();
        }
        reasons++;
        assertThat(unreadable.reason())
                .isNotBlank()
                .doesNotContain("mueller")
                .doesNotContain("example")
                .doesNotContain("70456");
        return Optional.of(unreadable.reason());
    }

    private static byte[] spliced(byte[] bytes, int at, String text) {
        byte[] put = text.getBytes(UTF_8);
        byte[] spliced = new byte[bytes.length + put.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(put, 0, spliced, at, put.length);
        System.arraycopy(bytes, at, spliced, at + put.length, bytes.length - at);
        return spliced;
    }

    /** The value with each of its names and values, one at a time, put in the place of. */
    private static List<Json> variants(Json value, String personal) {
        List<Json> variants = new ArrayList<>();
        variants.add(new Json.Str(personal));
        if (value instanceof Json.Obj object) {
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                variants.add(with(object, member.getKey(), personal, member.getValue()));
                for (Json variant : variants(member.getValue(), personal)) {
                    variants.add(with(object, member.getKey(), member.getKey(), variant));
                }
            }
            variants.add(with(object, "", personal, new Json.Str(personal)));
        }
        return variants;
    }

    private static Json with(Json.Obj object, String left, String name, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.remove(left);
        members.put(name, value);
        return new Json.Obj(members);
    }
}
