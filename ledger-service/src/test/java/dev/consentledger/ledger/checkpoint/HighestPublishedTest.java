package dev.consentledger.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consentledger.core.checkpoint.SignedCheckpoint;
import dev.consentledger.core.note.Ed25519PrivateKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighestPublishedTest {

    private static final Origins ORIGINS = new Origins("ledger.example/logs", 1);
    private static final LogSigners OURS = signers();
    private static final LogSigners FOREIGN = signers();

    private final HighestPublished published = new HighestPublished(new KeyRing(OURS));

    @Test
    void highestOfEachShardIsFoundInAnyOrder() {
        read(OURS, 0, 5, "a");
        read(OURS, 0, 9, "a");
        read(OURS, 0, 7, "a");
        read(OURS, 1, 3, "a");

        assertThat(sizes(0)).containsExactly(9L);
        assertThat(sizes(1)).containsExactly(3L);
        read(OURS, 0, 8, "a");
        assertThat(sizes(0)).containsExactly(9L);
        read(OURS, 0, 10, "a");
        assertThat(sizes(0)).containsExactly(10L);
    }

    @Test
    void whatOthersWriteIsPassedOver() {
        published.read("no note".getBytes(StandardCharsets.UTF_8));
        published.read(new byte[0]);
        read(signers(), 0, 99, "a");
        assertThat(published.of(0)).isEmpty();

        read(OURS, 0, 5, "a");
        read(signers(), 0, 99, "a");
        assertThat(sizes(0)).containsExactly(5L);
    }

    @Test
    void twoRootsOfOneSizeAreBothKept() {
        read(OURS, 0, 5, "a");
        read(OURS, 0, 5, "a");
        read(OURS, 0, 5, "b");

        assertThat(sizes(0)).containsExactly(5L, 5L);
    }

    @Test
    void manyAreReadWithoutKeepingThem() {
        for (int size = 1; size <= 2_500; size++) {
            read(size == 1_234 ? OURS : FOREIGN, 0, size, "a");
        }

        assertThat(sizes(0)).containsExactly(1_234L);
    }

    private void read(LogSigners signers, int shard, long size, String word) {
        SignedCheckpoint note =
                signers.sign(shard, SignedTree.of(size, word).head(0), signers.keys(shard));
        published.read(note.toBytes());
    }

    private Iterable<Long> sizes(int shard) {
        return published.of(shard).stream().map(note -> note.checkpoint().size()).toList();
    }

    private static LogSigners signers() {
        return new LogSigners(ORIGINS, 2, List.of(Ed25519PrivateKey.generate(new SecureRandom())));
    }
}
