package dev.consentledger.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.consentledger.core.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas say of the golden files what the code says, as far as a schema can. */
class GoldenFilesSchemaTest {

    /** What is wrong with these is their spelling, or a rule between members. */
    private static final Set<String> BEYOND_A_SCHEMA =
            Set.of(
                    "byte-order-mark",
                    "decision-of-one-version",
                    "exponent",
                    "final-newline",
                    "flags-unsorted",
                    "fraction",
                    "gap-backwards",
                    "gap-of-no-records",
                    "needless-escape",
                    "not-canonical-order",
                    "overlong-utf-8",
                    "publication-with-id-of-another",
                    "retention-indexes-unsorted",
                    "retention-parts-unsorted",
                    "time-on-30-february",
                    "version-fraction",
                    "white-space");

    /** What is wrong with these is no matter of the evidence alone. */
    private static final Set<String> SOUND_EVIDENCE =
            Set.of(
                    "commitment-mismatch-context",
                    "commitment-mismatch-observed",
                    "commitment-mismatch-subject",
                    "commitment-without-its-evidence",
                    "evidence-nested-too-deep",
                    "evidence-not-canonical",
                    "evidence-without-its-commitment",
                    "key-missing",
                    "key-of-another-subject",
                    "key-of-the-event-though-there-is-a-subject",
                    "key-short",
                    "other-shard");

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonSchema entry = schema("entry-v1.schema.json");
    private final JsonSchema evidence = schema("evidence-v1.schema.json");
    private final JsonSchema event = schema("consent-event-v1.schema.json");

    static Stream<Path> entries() {
        return Golden.folders("positive").map(folder -> folder.resolve("value.json"));
    }

    static Stream<Path> evidences() {
        return Golden.folders("positive")
                .map(folder -> folder.resolve("evidence.json"))
                .filter(file -> file.toFile().exists());
    }

    static Stream<Path> faults() {
        return Golden.files("negative");
    }

    static Stream<Path> faultyRecords() {
        return Golden.folders("negative/records")
                .filter(folder -> folder.resolve("evidence.json").toFile().exists());
    }

    static Stream<Path> unsupported() {
        return Golden.files("unsupported");
    }

    static Stream<JsonNode> examplesOfEvents() {
        return References.parse(
                        Path.of(
                                "src/main/resources/dev/consentledger/schema/consent-event-v1.schema.json"))
                .get("examples")
                .valueStream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryIsValid(Path file) {
        assertThat(entry.validate(Golden.json(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("evidences")
    void evidenceIsValid(Path file) {
        assertThat(evidence.validate(Golden.json(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultIsSeenUnlessASchemaCannot(Path file) {
        boolean seen =
                parse(Golden.bytes(file)).map(json -> !entry.validate(json).isEmpty()).orElse(true);

        assertThat(seen).isEqualTo(!BEYOND_A_SCHEMA.contains(Golden.name(file)));
    }

    @ParameterizedTest
    @MethodSource("faultyRecords")
    void faultOfEvidenceIsSeenUnlessASchemaCannot(Path folder) {
        boolean seen =
                parse(Golden.bytes(folder.resolve("evidence.json")))
                        .map(json -> !evidence.validate(json).isEmpty())
                        .orElse(true);

        assertThat(seen).isEqualTo(!SOUND_EVIDENCE.contains(Golden.name(folder)));
        assertThat(entry.validate(Golden.json(folder.resolve("value.json")))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void anotherVersionOrKindIsNotValidUnderVersion1(Path file) {
        assertThat(entry.validate(Golden.json(file))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examplesOfEvents")
    void exampleOfAnEventIsValidAndFaultsInItAreSeen(JsonNode example) throws IOException {
        assertThat(event.validate(example)).isEmpty();
        assertThat(faults(example, "\"2026-11-22T10", "\"22.11.2026 10")).isNotEmpty();
        assertThat(faults(example, "\"subject\"", "\"person\"")).isNotEmpty();
        assertThat(faults(example, "\"save\"", "\"expire\"")).isNotEmpty();
        assertThat(faults(example, "\"granted\"", "\"yes\"")).isNotEmpty();
        assertThat(faults(example, "\"language\"", "\"lang\"")).isNotEmpty();
    }

    private Set<ValidationMessage> faults(JsonNode example, String part, String instead)
            throws IOException {
        String changed = example.toString().replace(part, instead);
        assertThat(changed).isNotEqualTo(example.toString());
        return event.validate(MAPPER.readTree(changed));
    }

    /** Empty for what is no JSON text in UTF-8 at all. */
    private static Optional<JsonNode> parse(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonSchema schema(String name) {
        try (InputStream in =
                GoldenFilesSchemaTest.class.getResourceAsStream(
                        "/dev/consentledger/schema/" + name)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
