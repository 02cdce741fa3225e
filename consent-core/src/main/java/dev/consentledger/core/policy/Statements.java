package dev.consentledger.core.policy;

import dev.consentledger.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that a document says, statement by statement, by place: a path in which the members of lists
 * go by their ids. What it leaves undeclared is not there. A text is an object whose names are
 * languages of the document. Not thread-safe.
 */
final class Statements {

    private static final String UNDECLARED = "undeclared";

    private final Set<String> languages;
    private final Predicate<String> elsewhere;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, String> others = new TreeMap<>();

    /**
     * @param elsewhere of places that are no statements, or are compared by rules of their own;
     *     their texts are taken all the same
     */
    Statements(Set<String> languages, Predicate<String> elsewhere) {
        this.languages = Set.copyOf(languages);
        this.elsewhere = elsewhere;
    }

    /** What a visitor reads. */
    Map<String, String> texts() {
        return texts;
    }

    /** Everything else, as canonical JSON. */
    Map<String, String> others() {
        return others;
    }

    void take(String place, Json value) {
        if (value instanceof Json.Obj object) {
            boolean text = isText(object);
            object.members()
                    .forEach(
                            (name, member) -> {
                                if (text) {
                                    takeText(place + "/" + name, member);
                                } else {
                                    take(place + "/" + name, member);
                                }
                            });
        } else if (value instanceof Json.Arr array && hasObjects(array)) {
            List<Json> items = array.items();
            for (int i = 0; i < items.size(); i++) {
                take(place + "/" + name(items.get(i), i), items.get(i));
            }
        } else if (!value.equals(new Json.Str(UNDECLARED)) && !elsewhere.test(place)) {
            others.put(place, new String(value.canonicalBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A text in one language, where it is one. */
    static Optional<String> in(Optional<String> language, Json text) {
        return language.filter(tag -> text instanceof Json.Obj)
                .map(tag -> ((Json.Obj) text).members().get(tag))
                .filter(Json.Str.class::isInstance)
                .map(said -> ((Json.Str) said).value());
    }

    private void takeText(String place, Json value) {
        if (value instanceof Json.Str text) {
            texts.put(place, text.value());
        } else if (value instanceof Json.Obj object) {
            object.members().forEach((name, member) -> takeText(place + "/" + name, member));
        }
    }

    private boolean isText(Json.Obj object) {
        Set<String> names = object.members().keySet();
        return !names.isEmpty() && languages.containsAll(names);
    }

    private static boolean hasObjects(Json.Arr array) {
        return array.items().stream().anyMatch(Json.Obj.class::isInstance);
    }

    private static String name(Json item, int index) {
        return item instanceof Json.Obj object && object.members().get("id") instanceof Json.Str id
                ? id.value()
                : String.valueOf(index);
    }
}
