package dev.consentledger.core.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consentledger.core.GoldenLog;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.text.Base64Text;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AddCheckpointTest {

    private static final byte[] NOTE = GoldenLog.bytes("checkpoint");
    private static final Hash HASH = Hash.sha256(new byte[] {1});

    @Test
    void theBodyIsWrittenAsSpecified() throws Exception {
        AddCheckpoint request = new AddCheckpoint(7, List.of(HASH), SignedCheckpoint.parse(NOTE));

        assertThat(new String(request.toBytes(), UTF_8))
                .isEqualTo("old 7\n" + Base64Text.of(HASH) + "\n\n" + new String(NOTE, UTF_8));
    }

    @Test
    void aProofHasAtMost63Hashes() throws Exception {
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(NOTE);
        AddCheckpoint longest = new AddCheckpoint(1, Collections.nCopies(63, HASH), checkpoint);

        assertThat(AddCheckpoint.parse(longest.toBytes())).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddCheckpoint(1, Collections.nCopies(64, HASH), checkpoint));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddCheckpoint(-1, List.of(), checkpoint));
        assertThatThrownBy(() -> AddCheckpoint.parse(new byte[2_000_000]))
                .hasMessage("the request is too long");
    }

    @Property
    void anyBytesAreReadBackToThemselvesOrRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] body =
                new AddCheckpoint(
                                random.nextInt(300),
                                Collections.nCopies(random.nextInt(4), HASH),
                                SignedCheckpoint.parse(NOTE))
                        .toBytes();
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(128);
        }
        try {
            assertThat(AddCheckpoint.parse(body).toBytes()).isEqualTo(body);
        } catch (MalformedCheckpoint e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
