package dev.consentledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final String TAG = "\"0a1b\"";

    @ParameterizedTest
    @ValueSource(
            strings = {"\"0a1b\"", "W/\"0a1b\"", "*", "\"a,b\", \"0a1b\"", " \"x\",W/\"0a1b\""})
    void whoeverHasTheAnswerIsKnown(String header) {
        assertThat(EntityTags.has(Optional.of(header), TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a1b", "\"0A1B\"", "\"0a1b", "\"x\"", "\"0a1b \""})
    void everyOtherTagIsAnotherAnswer(String header) {
        assertThat(EntityTags.has(Optional.of(header), TAG)).isFalse();
    }

    @Test
    void whoeverSaysNothingGetsTheAnswer() {
        assertThat(EntityTags.has(Optional.empty(), TAG)).isFalse();
    }
}
