package dev.consentledger.reporting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.reporting.desk.PersonIndex.Cursor;
import dev.consentledger.reporting.desk.Whom;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpQuestionTest {

    private static final String CASE = "0199f0c2-7b1e-8c3a-9f52-3d1f6a1c0b7e";

    @Test
    void allMembersAreRead() {
        LookUpQuestion question =
                read(
                        """
                        {"site":"shop.example","case":"%s","by":{"subject":"anna"},
                        "asOf":"2026-11-22T12:00:00+01:00","from":"2026-01-01T00:00:00Z",
                        "to":"2027-01-01T00:00:00Z","actions":["withdraw","erase"],
                        "knownAt":[{"shard":2,"nextIndex":17}],"page":{"size":10,"after":"5.1.9"}}
                        """);

        assertThat(question.site()).isEqualTo("shop.example");
        assertThat(question.inCase()).isEqualTo(UUID.fromString(CASE));
        assertThat(question.whom()).isEqualTo(new Whom.Subject("anna"));
        assertThat(question.asOf()).contains(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(question.window().from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(question.window().to()).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(question.window().actions()).containsExactlyInAnyOrder("withdraw", "erase");
        assertThat(question.window().knownAt()).isEqualTo(Map.of(2, 17L));
        assertThat(question.window().size()).isEqualTo(10);
        assertThat(question.window().after()).contains(new Cursor(Instant.ofEpochMilli(5), 1, 9));
    }

    @Test
    void whatIsNotSaidIsEverythingNow() {
        LookUpQuestion question =
                read("{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"account\":\"x\"}}");

        assertThat(question.asOf()).isEmpty();
        assertThat(question.window().after()).isEmpty();
        assertThat(question.window().size()).isEqualTo(100);
    }

    @Test
    void aQuestionDoesNotSayWhomItIsAbout() {
        LookUpQuestion question =
                read("{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"anna\"}}");

        assertThat(question.toString() + question.whom()).doesNotContain("anna");
    }

    @Test
    void theEndOfAPageIsReadAsItIsWritten() {
        Cursor cursor = new Cursor(Instant.parse("1969-12-31T23:59:59.999Z"), 3, 1L << 40);

        assertThat(PageCursor.read(PageCursor.write(cursor))).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"site\":\"a\",\"case\":\"%s\"}",
                "{\"site\":\"a\",\"case\":\"none\",\"by\":{\"subject\":\"x\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\",\"account\":\"y\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"name\":\"x\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"eventId\":\"x\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"receiptCode\":\"x\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"notIdentified\":false}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"extra\":1}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"from\":\"2026\"}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"page\":{\"size\":101}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"page\":{\"after\":\"1.2\"}}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"actions\":[\"jump\"]}",
                "{\"site\":\"a\",\"case\":\"%s\",\"by\":{\"subject\":\"x\"},\"knownAt\":[{\"shard\":-1,\"nextIndex\":0}]}"
            })
    void whatIsNoQuestionIsAProblem(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        HttpProblem.class, p -> assertThat(p.getStatusCode()).isEqualTo(400));
    }

    private static LookUpQuestion read(String body) {
        return LookUpQuestion.read(body.replace("%s", CASE).getBytes(StandardCharsets.UTF_8));
    }
}
