package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a YAML file says, and on which line it says it; or a JSON document that is no file.
 *
 * @param path the file; empty where there is none
 * @param root its tree
 * @param lines the line, from 1, of each value, by its JSON Pointer (RFC 6901)
 */
record YamlDocument(Path path, Json.Obj root, Map<String, Integer> lines) {

    YamlDocument {
        lines = Map.copyOf(lines);
    }

    /** A document that did not come from a file. Nothing of it has a line. */
    static YamlDocument ofJson(Json.Obj root) {
        return new YamlDocument(Path.of(""), root, Map.of());
    }

    /** The line of a value; of the nearest value around it where there is no such value. */
    int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    /** The same document with {@code root} in place of its tree; what it adds has no line. */
    YamlDocument withRoot(Json.Obj root) {
        return new YamlDocument(path, root, lines);
    }

    /** The document that stands below a top-level key; empty when no mapping stands there. */
    Optional<YamlDocument> below(String key) {
        if (!(root.members().get(key) instanceof Json.Obj object)) {
            return Optional.empty();
        }
        String prefix = "/" + key;
        Map<String, Integer> below = new HashMap<>();
        lines.forEach(
                (pointer, line) -> {
                    if (pointer.equals(prefix) || pointer.startsWith(prefix + "/")) {
                        below.put(pointer.substring(prefix.length()), line);
                    }
                });
        return Optional.of(new YamlDocument(path, object, below));
    }
}
