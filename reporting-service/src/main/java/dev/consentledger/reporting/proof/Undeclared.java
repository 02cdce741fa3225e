package dev.consentledger.reporting.proof;

import dev.consentledger.core.json.Json;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Collects which mandatory fields a record cannot give in full. Not thread-safe. */
final class Undeclared {

    private final Set<Field> fields = EnumSet.noneOf(Field.class);

    void add(Field field) {
        fields.add(field);
    }

    /** Puts a value; without one the field is undeclared. */
    void putIfDeclared(Json.ObjBuilder object, String name, Field field, Optional<String> value) {
        object.putIfPresent(name, value);
        if (value.isEmpty()) {
            fields.add(field);
        }
    }

    /** The names, in the order of the standard. */
    Json toJson() {
        return new Json.Arr(
                fields.stream().<Json>map(field -> new Json.Str(field.term())).toList());
    }
}
