package dev.consentledger.api.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** One of the published JSON Schemas (draft 2020-12), and the check of a file against it. */
final class DocumentSchema {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonSchema schema;
    private final SchemaAdvice advice;

    private DocumentSchema(String title, JsonNode text) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .locale(Locale.ENGLISH)
                        .build();
        this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text, config);
        this.advice = new SchemaAdvice(title, text);
    }

    /** The schema that is published as {@code <name>.schema.json}, for instance "policy-v1". */
    static DocumentSchema named(String name) {
        String resource = "/dev/consentledger/schema/" + name + ".schema.json";
        try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return new DocumentSchema(name.substring(0, name.indexOf('-')), MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** True when the document fits; otherwise its mistakes are among {@code problems}. */
    boolean check(YamlDocument document, Problems problems) {
        boolean fits = true;
        for (ValidationMessage message : schema.validate(parse(document))) {
            fits = false;
            String pointer = pointer(message.getInstanceLocation());
            boolean unknownKey = message.getType().equals("additionalProperties");
            String place = unknownKey ? pointer + "/" + escape(message.getProperty()) : pointer;
            problems.add(document, place, advice.on(message, pointer));
        }
        return fits;
    }

    private static JsonNode parse(YamlDocument document) {
        try {
            return MAPPER.readTree(document.root().canonicalBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("canonical bytes are always JSON", e);
        }
    }

    private static String pointer(JsonNodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(escape(path.getName(i)));
        }
        return pointer.toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
