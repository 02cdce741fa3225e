package dev.consentledger.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.consentledger.api.problem.ProblemType;
import dev.consentledger.api.problem.Rejected;
import dev.consentledger.api.problem.Rejection;
import dev.consentledger.core.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1.5}",
                "{\"subject\":v-secret-1}",
                "{\"subject\":\"\\ud800\"}",
                "not json"
            })
    void whatIsNotJsonIsMalformedAndNotRepeated(String body) {
        Rejection rejection = rejection(body.getBytes(StandardCharsets.UTF_8));
        assertThat(rejection.type()).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(rejection.detail()).doesNotContain("secret");
    }

    @Test
    void everyFaultNamesItsPlace() {
        assertFault(Event.save().without("eventId"), ProblemType.MISSING_FIELD, "/eventId");
        assertFault(Event.save().without("site"), ProblemType.MISSING_FIELD, "/site");
        assertFault(Event.save().without("occurredAt"), ProblemType.MISSING_FIELD, "/occurredAt");
        assertFault(Event.save().with("colour", "red"), ProblemType.UNKNOWN_FIELD, "/colour");
        assertFault(Event.save().with("a@x.org", "red"), ProblemType.UNKNOWN_FIELD, "");
        assertFault(
                Event.save().context("browser", "x"),
                ProblemType.UNKNOWN_FIELD,
                "/context/browser");
        assertFault(Event.save().with("site", new Json.Int(1)), ProblemType.WRONG_TYPE, "/site");
        assertFault(
                Event.save().with("subject", new Json.Null()), ProblemType.WRONG_TYPE, "/subject");
        assertFault(Event.save().with("decisions", "all"), ProblemType.WRONG_TYPE, "/decisions");
        assertFault(Event.save().with("eventId", "1234"), ProblemType.INVALID_EVENT_ID, "/eventId");
        assertFault(
                Event.save().context("noticeEventId", "x"),
                ProblemType.INVALID_EVENT_ID,
                "/context/noticeEventId");
        assertFault(
                Event.save().context("url", "javascript:1"),
                ProblemType.INVALID_VALUE,
                "/context/url");
        assertFault(
                Event.save().context("language", "English!"),
                ProblemType.INVALID_VALUE,
                "/context/language");
        assertFault(
                Event.save().with("context", Json.object().put("layer", 10).build()),
                ProblemType.INVALID_VALUE,
                "/context/layer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "ann%40example.org",
                "+49 170 1234567",
                "+491701234567",
                "0170-1234567",
                "(0170)1234567",
                "tel:+491701234567",
                "192.0.2.7",
                "192.0.2.7:443",
                "2001:db8::1",
                "::1",
                "[2001:db8::1]:443",
                "2001:0db8:0000:0000:0000:ff00:0042:8329",
                "fe80::1%eth0",
                "::ffff:192.0.2.7"
            })
    void directIdentifiersAreTurnedAwayAndNotRepeated(String subject) {
        Rejection rejection = rejection(Event.save().with("subject", subject).bytes());
        assertThat(rejection.type())
                .isIn(
                        ProblemType.DIRECT_IDENTIFIER,
                        subject.contains(" ") ? ProblemType.INVALID_VALUE : null);
        assertThat(rejection.pointer()).contains("/subject");
        assertThat(rejection.toString()).doesNotContain(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v-8f14e45fceea167a",
                "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e",
                "12:34:56",
                "GA1.2.1234567890.1763806530",
                "1234567890.1763806530",
                "dGhpcyBpcyBhIHBzZXVkb255bQ==",
                "1"
            })
    void pseudonymsAreNot(String subject) throws Rejected {
        assertThat(RequestReader.read(Event.save().with("subject", subject).bytes()).subject())
                .contains(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:15:30Z,2026-11-22T10:15:30Z",
        "2026-11-22t10:15:30.1239z,2026-11-22T10:15:30.123Z",
        "2026-11-22T11:15:30.5+01:00,2026-11-22T10:15:30.500Z",
        "2026-11-22T00:15:30-10:00,2026-11-22T10:15:30Z",
        "2026-11-22T10:15:30.123456789123Z,2026-11-22T10:15:30.123Z"
    })
    void timesOfAnyOffsetAreRead(String written, String expected) throws Rejected {
        assertThat(
                        RequestReader.read(Event.save().with("occurredAt", written).bytes())
                                .occurredAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22",
                "2026-11-22T10:15:30",
                "2026-11-22 10:15:30Z",
                "2026-13-22T10:15:30Z",
                "2026-02-30T10:15:30Z",
                "2026-11-22T10:15:301Z",
                "0000-01-01T00:00:00+01:00",
                "1763806530"
            })
    void whatIsNoTimeIsTurnedAway(String written) {
        assertThat(rejection(Event.save().with("occurredAt", written).bytes()).type())
                .isEqualTo(ProblemType.INVALID_TIME);
    }

    private static void assertFault(Event event, ProblemType type, String pointer) {
        Rejection rejection = rejection(event.bytes());
        assertThat(rejection.type()).as(pointer).isEqualTo(type);
        assertThat(rejection.pointer()).contains(pointer);
    }

    private static Rejection rejection(byte[] body) {
        return catchThrowableOfType(Rejected.class, () -> RequestReader.read(body)).rejection();
    }
}
