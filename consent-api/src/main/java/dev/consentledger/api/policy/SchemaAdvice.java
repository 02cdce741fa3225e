package dev.consentledger.api.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a validator's message into what is wrong and what to write instead. The advice is the
 * description that the schema itself gives.
 */
final class SchemaAdvice {

    private static final int QUOTED_CHARS_MAX = 60;

    private final String title;
    private final JsonNode schema;

    /**
     * @param title what the whole document is called
     * @param schema the schema that it is checked against
     */
    SchemaAdvice(String title, JsonNode schema) {
        this.title = title;
        this.schema = schema;
    }

    /** One or two sentences about a message on the value at {@code pointer}. */
    String on(ValidationMessage message, String pointer) {
        List<JsonNode> way = way(message.getSchemaLocation().getFragment());
        String key = pointer.isEmpty() ? title : name(pointer);
        return switch (message.getType()) {
            case "additionalProperties" -> unknownKey(message.getProperty(), way);
            case "required" -> missingKey(message.getProperty(), key, way);
            case "enum" -> notOneOf(message, key, way);
            case "const" -> key + ": write " + last(way) + ". " + description(way);
            case "type" -> wrongType(message, key, way);
            case "not" -> key + ": keys that do not go together. " + description(way);
            case "minItems", "minProperties", "minLength" ->
                    key + " must not be empty. " + description(way);
            case "uniqueItems" -> key + " has the same value twice; remove one of them.";
            case "maxItems", "maxLength", "maximum", "minimum" ->
                    "%s: %s is the limit (%s). %s"
                            .formatted(key, last(way), message.getType(), description(way));
            default ->
                    "%s: %s does not fit here. %s"
                            .formatted(key, quoted(message), description(way));
        };
    }

    private String unknownKey(String key, List<JsonNode> way) {
        List<String> known = new ArrayList<>();
        owner(way).path("properties").fieldNames().forEachRemaining(known::add);
        return "unknown key '" + key + "'; " + NearestName.advice(key, known);
    }

    private String missingKey(String missing, String key, List<JsonNode> way) {
        String description = "";
        for (int i = way.size() - 1; i >= 0 && description.isEmpty(); i--) {
            description =
                    resolved(way.get(i).path("properties").path(missing))
                            .path("description")
                            .asText("");
        }
        return "%s: the key '%s' is missing; add it. %s"
                .formatted(key, missing, description)
                .strip();
    }

    private String notOneOf(ValidationMessage message, String key, List<JsonNode> way) {
        List<String> known = new ArrayList<>();
        last(way).forEach(value -> known.add(value.asText()));
        JsonNode instance = message.getInstanceNode();
        String written = instance == null ? "" : instance.asText();
        Optional<String> guess = NearestName.of(written, known);
        return "%s: %s is not known here; %swrite one of: %s."
                .formatted(
                        key,
                        quoted(message),
                        guess.map(g -> "did you mean '" + g + "'? ").orElse(""),
                        NearestName.list(known));
    }

    private String wrongType(ValidationMessage message, String key, List<JsonNode> way) {
        JsonNode wanted = last(way);
        List<String> types = new ArrayList<>();
        if (wanted.isArray()) {
            wanted.forEach(type -> types.add(inWords(type.asText())));
        } else {
            types.add(inWords(wanted.asText()));
        }
        return "%s: %s is not what is expected, %s. %s"
                .formatted(key, quoted(message), String.join(" or ", types), description(way));
    }

    private static String inWords(String type) {
        return switch (type) {
            case "object" -> "keys with values";
            case "array" -> "a list";
            case "string" -> "text (in quotes where YAML would read something else)";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            default -> type;
        };
    }

    /** The description nearest to the violated keyword. */
    private static String description(List<JsonNode> way) {
        for (int i = way.size() - 1; i >= 0; i--) {
            String description = way.get(i).path("description").asText("");
            if (!description.isEmpty()) {
                return description;
            }
        }
        return "";
    }

    /** The schema nodes from the root to the violated keyword. */
    private List<JsonNode> way(JsonNodePath fragment) {
        List<JsonNode> way = new ArrayList<>();
        JsonNode at = schema;
        way.add(at);
        for (int i = 0; i < fragment.getNameCount(); i++) {
            Object element = fragment.getElement(i);
            at = at.isArray() ? at.path(index(element)) : at.path(element.toString());
            way.add(at);
        }
        return way;
    }

    private static int index(Object element) {
        return element instanceof Integer number ? number : Integer.parseInt(element.toString());
    }

    private JsonNode resolved(JsonNode node) {
        if (node.has("description") || !node.has("$ref")) {
            return node;
        }
        return schema.at(node.get("$ref").asText().substring(1));
    }

    private static JsonNode last(List<JsonNode> way) {
        return way.get(way.size() - 1);
    }

    private static JsonNode owner(List<JsonNode> way) {
        return way.get(way.size() - 2);
    }

    private static String name(String pointer) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        String name = last.replace("~1", "/").replace("~0", "~");
        boolean item = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
        return item
                ? "this entry of '" + name(pointer.substring(0, pointer.lastIndexOf('/'))) + "'"
                : name;
    }

    private static String quoted(ValidationMessage message) {
        JsonNode instance = message.getInstanceNode();
        if (instance == null) {
            return "this";
        }
        if (instance.isContainerNode()) {
            return instance.isArray() ? "a list" : "a mapping";
        }
        String text = instance.asText();
        boolean long_ = text.length() > QUOTED_CHARS_MAX;
        return "'" + (long_ ? text.substring(0, QUOTED_CHARS_MAX) + "…" : text) + "'";
    }
}
