package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The texts of policies and banners: mappings that have one text per language. Pure. */
final class Texts {

    private static final Set<String> KEYS =
            Set.of(
                    "text",
                    "describedAs",
                    "condition",
                    "setWhen",
                    "removedWhen",
                    "scope",
                    "service",
                    "role",
                    "protection",
                    "changedAt",
                    "clearedAt",
                    "title",
                    "label",
                    "reopen");

    private Texts() {}

    /** Whether this member of a document has one text per language. */
    static boolean is(String key, Json member) {
        return KEYS.contains(key) && member instanceof Json.Obj;
    }

    /** The same value with the text of one language, which each has, in place of its texts. */
    static Json in(String language, Json value) {
        if (value instanceof Json.Arr array) {
            return new Json.Arr(array.items().stream().map(item -> in(language, item)).toList());
        }
        if (!(value instanceof Json.Obj object)) {
            return value;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        object.members()
                .forEach(
                        (key, member) ->
                                members.put(
                                        key,
                                        is(key, member)
                                                ? text(language, (Json.Obj) member)
                                                : in(language, member)));
        return new Json.Obj(members);
    }

    private static Json text(String language, Json.Obj texts) {
        Json text = texts.members().get(language);
        if (text == null) {
            throw new IllegalStateException("a document that was checked lacks a text");
        }
        return text;
    }
}
