package dev.consentledger.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Golden;
import dev.consentledger.core.text.Base64Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proofs that others test their verifiers with: right ones, and wrong ones. */
class PublishedVectorsTest {

    private static final Path FOLDER = Path.of("src/test/resources/vectors/merkle");

    static Stream<JsonNode> inclusion() {
        return Golden.json(FOLDER.resolve("inclusion.json")).valueStream();
    }

    static Stream<JsonNode> consistency() {
        return Golden.json(FOLDER.resolve("consistency.json")).valueStream();
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void inclusionIsVerifiedAsOthersDo(JsonNode vector) {
        long index = vector.get("leafIdx").bigIntegerValue().longValue();
        long size = vector.get("treeSize").bigIntegerValue().longValue();

        boolean verified =
                hashes(vector, "leafHash", "root")
                        .filter(
                                hashes ->
                                        Inclusion.verify(
                                                index,
                                                size,
                                                hashes.get(0),
                                                hashes.subList(2, hashes.size()),
                                                hashes.get(1)))
                        .isPresent();

        assertThat(verified).isEqualTo(!vector.get("wantErr").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void consistencyIsVerifiedAsOthersDo(JsonNode vector) {
        long oldSize = vector.get("size1").bigIntegerValue().longValue();
        long newSize = vector.get("size2").bigIntegerValue().longValue();

        boolean verified =
                hashes(vector, "root1", "root2")
                        .filter(
                                hashes ->
                                        Consistency.verify(
                                                oldSize,
                                                newSize,
                                                hashes.subList(2, hashes.size()),
                                                hashes.get(0),
                                                hashes.get(1)))
                        .isPresent();

        assertThat(verified).isEqualTo(!vector.get("wantErr").asBoolean());
    }

    @Test
    void bothOutcomesAreAmongTheVectors() {
        assertThat(wrong(inclusion())).isEqualTo(89);
        assertThat(inclusion()).hasSize(89 + 5);
        assertThat(wrong(consistency())).isEqualTo(87);
        assertThat(consistency()).hasSize(87 + 6);
    }

    private static long wrong(Stream<JsonNode> vectors) {
        return vectors.filter(vector -> vector.get("wantErr").asBoolean()).count();
    }

    /** The two named hashes, then the proof; absent where one of them is no hash at all. */
    private static Optional<List<Hash>> hashes(JsonNode vector, String first, String second) {
        List<Optional<Hash>> hashes =
                Stream.concat(
                                Stream.of(vector.get(first), vector.get(second)),
                                vector.get("proof").valueStream())
                        .map(text -> Base64Text.readHash(text.asText()))
                        .toList();
        return hashes.stream().allMatch(Optional::isPresent)
                ? Optional.of(hashes.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }
}
