package dev.consentledger.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedContractTest {

    private static final Path ASYNCAPI = Path.of("../docs/reference/asyncapi.yaml");
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/consentledger/schema");

    private final JsonNode asyncapi = References.parse(ASYNCAPI);

    @Test
    void everyReferenceOfTheAsyncApiDocumentResolves() {
        assertThat(References.count(ASYNCAPI)).isGreaterThan(30);
        assertThat(References.dangling(ASYNCAPI)).isEmpty();
    }

    @Test
    void aReferenceToNothingIsFound(@TempDir Path folder) throws java.io.IOException {
        Path file = folder.resolve("a.json");
        Files.writeString(
                file,
                """
                {"a": {"b": 1}, "refs": [{"$ref": "#/a/b"}, {"$ref": "#/a/c"}, {"$ref": "b.json"}]}
                """);

        assertThat(References.dangling(file)).containsExactly("#/a/c", "b.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry-v1.schema.json",
                "evidence-v1.schema.json",
                "consent-event-v1.schema.json"
            })
    void everySchemaIsStrictAndDescribesEveryMember(String name) {
        Path file = SCHEMAS.resolve(name);
        JsonNode schema = References.parse(file);

        assertThat(References.dangling(file)).isEmpty();
        assertThat(schema.get("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asText()).endsWith("/" + name);
        for (JsonNode properties : schema.findValues("properties")) {
            for (JsonNode member : properties) {
                if (member.has("enum") || member.has("const") || member.has("minProperties")) {
                    continue;
                }
                assertThat(member.has("$ref") || member.has("description"))
                        .as("described: %s", member)
                        .isTrue();
            }
        }
        objects(schema)
                .forEach(
                        object ->
                                assertThat(object.has("additionalProperties"))
                                        .as("strict: %s", object)
                                        .isTrue());
    }

    @Test
    void asyncApiHasTheTopicsAndWhoSendsAndReceives() {
        assertThat(asyncapi.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(asyncapi.get("channels").valueStream().map(c -> c.get("address").asText()))
                .containsExactlyInAnyOrder(
                        "consent.records.v1.{epoch}",
                        "consent.appended.v1.{epoch}",
                        "consent.checkpoints.v1",
                        "consent.control.v1",
                        "consent.policies.v1");
        assertThat(
                        asyncapi.get("operations")
                                .valueStream()
                                .map(
                                        o ->
                                                o.at("/tags/0/name").asText()
                                                        + " "
                                                        + o.get("action").asText()
                                                        + " "
                                                        + o.at("/channel/$ref").asText()))
                .containsExactlyInAnyOrder(
                        "consent-api send #/channels/records",
                        "consent-api receive #/channels/policies",
                        "ledger-service send #/channels/policies",
                        "ledger-service receive #/channels/records",
                        "ledger-service send #/channels/appended",
                        "ledger-service send #/channels/control",
                        "ledger-service receive #/channels/control",
                        "reporting-service receive #/channels/appended",
                        "reporting-service send #/channels/records",
                        "ledger-service send #/channels/checkpoints",
                        "ledger-service receive #/channels/checkpoints");
    }

    @Test
    void everyMessageOfAnOperationIsOneOfItsChannel() {
        for (JsonNode operation : asyncapi.get("operations")) {
            String channel = operation.at("/channel/$ref").asText();
            List<String> messages =
                    operation
                            .get("messages")
                            .valueStream()
                            .map(m -> m.get("$ref").asText())
                            .toList();

            assertThat(messages).isNotEmpty().allMatch(m -> m.startsWith(channel + "/messages/"));
        }
    }

    /** Every object whose members are listed; the values of evidence are anybody's. */
    private static Stream<JsonNode> objects(JsonNode schema) {
        Stream<JsonNode> inner = schema.valueStream().flatMap(PublishedContractTest::objects);
        boolean listed = schema.has("type") && schema.has("properties");
        return listed ? Stream.concat(Stream.of(schema), inner) : inner;
    }
}
