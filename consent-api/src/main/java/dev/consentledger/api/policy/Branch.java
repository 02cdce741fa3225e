package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping in a document that fits its schema, and where it stands. Where the schema allows a word
 * such as "undeclared" in place of a list or mapping, the word reads as nothing.
 */
record Branch(Json.Obj node, String pointer) {

    static Branch root(YamlDocument document) {
        return new Branch(document.root(), "");
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> new IllegalStateException(at(key)));
    }

    Optional<String> optionalText(String key) {
        return node.members().get(key) instanceof Json.Str text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    boolean bool(String key) {
        return node.members().get(key) instanceof Json.Bool bool && bool.value();
    }

    int integer(String key) {
        if (node.members().get(key) instanceof Json.Int number) {
            return Math.toIntExact(number.value());
        }
        throw new IllegalStateException(at(key));
    }

    boolean has(String key) {
        return node.members().containsKey(key);
    }

    Optional<Branch> branch(String key) {
        return node.members().get(key) instanceof Json.Obj object
                ? Optional.of(new Branch(object, at(key)))
                : Optional.empty();
    }

    List<Branch> branches(String key) {
        List<Branch> branches = new ArrayList<>();
        List<Json> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Json.Obj object) {
                branches.add(new Branch(object, at(key) + "/" + i));
            }
        }
        return branches;
    }

    List<String> texts(String key) {
        return items(key).stream()
                .filter(Json.Str.class::isInstance)
                .map(item -> ((Json.Str) item).value())
                .toList();
    }

    Map<String, Json> members() {
        return node.members();
    }

    String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private List<Json> items(String key) {
        return node.members().get(key) instanceof Json.Arr array ? array.items() : List.of();
    }
}
