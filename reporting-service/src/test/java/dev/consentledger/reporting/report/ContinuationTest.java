package dev.consentledger.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.entry.UnreadableEntry;
import dev.consentledger.core.merkle.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinuationTest {

    @Test
    void entriesThatComeNextAreTaken() {
        Continuation next = Continuation.of(new Position(5, 50), batch(60, 5, 6, 7));

        assertThat(indexes(next)).containsExactly(5L, 6L, 7L);
        assertThat(next.after()).isEqualTo(new Position(8, 63));
        assertThat(next.gap()).isEmpty();
    }

    @Test
    void entriesThatWereToldBeforeAreLeftOut() {
        Continuation next = Continuation.of(new Position(5, 50), batch(50, 3, 4, 5, 4, 5, 6));

        assertThat(indexes(next)).containsExactly(5L, 6L);
        assertThat(next.after()).isEqualTo(new Position(7, 56));
    }

    @Test
    void nothingIsTakenFromBehindAGap() {
        Continuation next = Continuation.of(new Position(5, 50), batch(50, 5, 7, 8));

        assertThat(indexes(next)).containsExactly(5L);
        assertThat(next.after()).isEqualTo(new Position(6, 51));
        assertThat(next.gap()).get().asString().contains("index 6 comes next").contains("index 7");
    }

    @Test
    void ofATopicThatNoLongerBeginsAtTheFirstEntryNothingIsTaken() {
        Continuation next = Continuation.of(Position.START, batch(900, 12));

        assertThat(next.entries()).isEmpty();
        assertThat(next.gap())
                .get()
                .asString()
                .contains("index 0 comes next")
                .contains("/v1/rebuilds");
    }

    private static List<Long> indexes(Continuation continuation) {
        return continuation.entries().stream().map(Appended::index).toList();
    }

    private static List<Appended> batch(long firstOffset, long... indexes) {
        long[] offset = {firstOffset};
        return Arrays.stream(indexes)
                .mapToObj(
                        index ->
                                new Appended(
                                        index,
                                        offset[0]++,
                                        new UnreadableEntry(0, 0, Hash.sha256(new byte[0])),
                                        Optional.empty(),
                                        Appended.Marks.NONE,
                                        Optional.empty(),
                                        Hash.sha256(new byte[0])))
                .toList();
    }
}
