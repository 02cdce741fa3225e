package dev.consentledger.ledger.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.consentledger.ledger.desk.Position;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskQuestionTest {

    @Test
    void asksForEachPositionOnce() {
        assertThat(
                        DeskQuestion.parse(
                                "{\"positions\":[{\"shard\":2,\"index\":17},{\"index\":3,\"shard\":0},{\"shard\":2,\"index\":17}]}"
                                        .getBytes(UTF_8)))
                .containsExactly(new Position(2, 17), new Position(0, 3));
    }

    @Test
    void asksForSoManyAndNoMore() {
        assertThat(DeskQuestion.parse(positions(DeskQuestion.POSITIONS_MAX)))
                .hasSize(DeskQuestion.POSITIONS_MAX);
        assertInvalid(positions(DeskQuestion.POSITIONS_MAX + 1));
    }

    private static byte[] positions(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "{\"shard\":0,\"index\":" + index + "}")
                .collect(Collectors.joining(",", "{\"positions\":[", "]}"))
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"positions\":[]}",
                "{\"positions\":[1]}",
                "{\"positions\":[{\"shard\":0}]}",
                "{\"positions\":[{\"shard\":0,\"index\":-1}]}",
                "{\"positions\":[{\"shard\":-1,\"index\":0}]}",
                "{\"positions\":[{\"shard\":2147483648,\"index\":0}]}",
                "{\"positions\":[{\"shard\":0,\"index\":0,\"epoch\":1}]}",
                "{\"positions\":[{\"shard\":0,\"index\":0}],\"more\":1}"
            })
    void everythingElseIsAProblem(String body) {
        assertInvalid(body.getBytes(UTF_8));
    }

    private static void assertInvalid(byte[] body) {
        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> DeskQuestion.parse(body));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getType().toString()).endsWith("/invalid-positions");
    }
}
