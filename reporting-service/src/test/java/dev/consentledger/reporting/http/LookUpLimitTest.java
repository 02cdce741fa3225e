package dev.consentledger.reporting.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class LookUpLimitTest {

    @Test
    void whoeverLooksUpTooManyIsStoppedAndNobodyElse() {
        LookUpLimit limit = new LookUpLimit(60);

        // More than the limit lets through in the longest time that this could take.
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 1_000; i++) {
                                limit.take("dora");
                            }
                        })
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        p ->
                                org.assertj.core.api.Assertions.assertThat(p.getStatusCode())
                                        .isEqualTo(429));
        assertThatCode(() -> limit.take("emil")).doesNotThrowAnyException();
    }
}
