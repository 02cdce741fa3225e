package dev.consentledger.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation of the format says what is true. */
class PolicyFormatDocumentTest {

    private static final Path DOCUMENT =
            PolicyFolder.DEPLOY.resolveSibling("docs").resolve("reference/policy-format.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("`deploy/(\\S+\\.yaml)`:\n\n```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleIsValid(@TempDir Path root) throws IOException {
        PolicyFolder folder = PolicyFolder.empty(root);
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        List<String> files = new ArrayList<>();
        while (example.find()) {
            files.add(example.group(1));
            folder.write(example.group(1), example.group(2));
        }

        assertThat(files)
                .containsExactly("sites/example.org.yaml", "policies/example.org/2026-05-01.yaml");
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.read().get(0).versions()).hasSize(1);
    }

    @Test
    void everyTopLevelKeyIsExplained() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(schema("policy-v1").get("properties").fieldNames())
                .toIterable()
                .allSatisfy(key -> assertThat(document).contains("`" + key + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-v1", "banner-v1", "site-v1"})
    void everyPropertyOfASchemaIsDescribedAndNoneIsLeftOpen(String name) throws IOException {
        List<String> faults = new ArrayList<>();
        collect(schema(name), "", faults);

        assertThat(faults).isEmpty();
    }

    private static void collect(JsonNode node, String at, List<String> faults) {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            boolean condition = at.endsWith("/if");
            if (!condition
                    && !(property.getValue().has("title")
                            && property.getValue().has("description"))) {
                faults.add(
                        at + "/properties/" + property.getKey() + " has no title or description");
            }
        }
        if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
            faults.add(at + " leaves open which keys it takes");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            collect(member.getValue(), at + "/" + member.getKey(), faults);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at + "/" + i, faults);
        }
    }

    private static JsonNode schema(String name) throws IOException {
        String resource = "/dev/consentledger/schema/" + name + ".schema.json";
        try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
