package dev.consentledger.ledger.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may read the entries of a log. */
class EntryAccessTest {

    private static final Optional<byte[]> TOKEN =
            Optional.of("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

    @Test
    void openedEntriesAreForEverybody() {
        EntryAccess access = new EntryAccess(true, TOKEN);

        assertThatCode(() -> access.require(Optional.empty())).doesNotThrowAnyException();
        assertThat(access.isOpen()).isTrue();
    }

    @Test
    void withoutATokenNobodyMayRead() {
        EntryAccess access = new EntryAccess(false, Optional.empty());

        assertThat(problem(access, Optional.of("Bearer ")).getStatusCode()).isEqualTo(403);
        assertThat(problem(access, Optional.empty()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void emptyTokenIsWrong() {
        EntryAccess access = new EntryAccess(false, TOKEN);

        assertThat(problem(access, Optional.of("Bearer ")).getStatusCode()).isEqualTo(401);
        assertThat(problem(access, Optional.of("")).getStatusCode()).isEqualTo(401);
        assertThatCode(() -> access.require(Optional.of("Bearer 0123456789abcdef0123456789abcdef")))
                .doesNotThrowAnyException();
    }

    private static HttpProblem problem(EntryAccess access, Optional<String> authorization) {
        return catchThrowableOfType(HttpProblem.class, () -> access.require(authorization));
    }
}
