package dev.consentledger.reporting.proof;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an object of a policy's or banner's document, in one of its languages. What the document
 * leaves undeclared is absent here. Not thread-safe.
 */
final class DocumentFields {

    private static final String UNDECLARED = "undeclared";

    private final Fields fields;
    private final ShownLanguage language;

    private DocumentFields(Fields fields, ShownLanguage language) {
        this.fields = fields;
        this.language = language;
    }

    /** A whole document, to be read in the visitor's language as far as it has it. */
    static DocumentFields of(byte[] document, Optional<String> visitorsLanguage)
            throws MalformedJson {
        Fields fields = Fields.of(JsonReader.readObject(document));
        List<String> languages = strings(fields, "languages");
        if (languages.isEmpty()) {
            throw fields.wrongValue("languages", "expected at least one");
        }
        return new DocumentFields(fields, ShownLanguage.choose(visitorsLanguage, languages));
    }

    ShownLanguage language() {
        return language;
    }

    String string(String name) throws MalformedJson {
        return fields.string(name);
    }

    boolean bool(String name) throws MalformedJson {
        return fields.bool(name);
    }

    int integer(String name) throws MalformedJson {
        return Math.toIntExact(fields.integer(name));
    }

    boolean has(String name) {
        return fields.optional(name).isPresent();
    }

    /** A text that is not per language; absent where it is undeclared or not there. */
    Optional<String> declared(String name) {
        return fields.optional(name)
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value())
                .filter(value -> !value.equals(UNDECLARED));
    }

    /** True or false; absent where it is undeclared. */
    Optional<Boolean> flag(String name) {
        return fields.optional(name)
                .filter(Json.Bool.class::isInstance)
                .map(value -> ((Json.Bool) value).value());
    }

    /** A text per language, in this one; absent where it is undeclared or not there. */
    Optional<String> text(String name) throws MalformedJson {
        if (!(fields.optional(name).orElse(new Json.Null()) instanceof Json.Obj)) {
            return Optional.empty();
        }
        return Optional.of(fields.object(name).string(language.tag()));
    }

    DocumentFields object(String name) throws MalformedJson {
        return new DocumentFields(fields.object(name), language);
    }

    List<DocumentFields> objects(String name) throws MalformedJson {
        List<DocumentFields> objects = new ArrayList<>();
        List<Json> items = fields.array(name);
        for (int i = 0; i < items.size(); i++) {
            String pointer = fields.at(name) + "/" + i;
            objects.add(new DocumentFields(Fields.of(items.get(i), pointer), language));
        }
        return objects;
    }

    /** A list of objects; absent where it is undeclared. */
    Optional<List<DocumentFields>> declaredObjects(String name) throws MalformedJson {
        return fields.required(name) instanceof Json.Arr
                ? Optional.of(objects(name))
                : Optional.empty();
    }

    List<String> strings(String name) throws MalformedJson {
        return strings(fields, name);
    }

    private static List<String> strings(Fields fields, String name) throws MalformedJson {
        List<String> strings = new ArrayList<>();
        for (Json item : fields.array(name)) {
            if (!(item instanceof Json.Str text)) {
                throw fields.wrongValue(name, "expected texts only");
            }
            strings.add(text.value());
        }
        return strings;
    }
}
