package dev.consentledger.core.json;

import dev.consentledger.core.json.MalformedJson.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Takes an object apart field by field, and at the end refuses what nobody asked for. Every fault
 * names its place, by a pointer and, for what is kept of it, without names that the object itself
 * has chosen. Not thread-safe.
 */
public final class Fields {

    private final Json.Obj object;
    private final String pointer;
    private final String place;
    private final Set<String> taken = new HashSet<>();
    private boolean map;

    private Fields(Json.Obj object, String pointer, String place) {
        this.object = object;
        this.pointer = pointer;
        this.place = place;
    }

    public static Fields of(Json.Obj object) {
        return new Fields(object, "", "");
    }

    /**
     * The members of the object {@code value}, which stands at {@code pointer}: one whose names are
     * all those of the format.
     */
    public static Fields of(Json value, String pointer) throws MalformedJson {
        if (value instanceof Json.Obj object) {
            return new Fields(object, pointer, pointer);
        }
        throw new MalformedJson(Fault.WRONG_TYPE, pointer, "expected an object");
    }

    public Optional<Json> optional(String name) {
        taken.add(name);
        return Optional.ofNullable(object.members().get(name));
    }

    public Json required(String name) throws MalformedJson {
        Optional<Json> value = optional(name);
        if (value.isEmpty()) {
            throw fault(Fault.MISSING_FIELD, name, "the field '" + name + "' is missing");
        }
        return value.get();
    }

    public String string(String name) throws MalformedJson {
        return asString(name, required(name));
    }

    public Optional<String> optionalString(String name) throws MalformedJson {
        Optional<Json> value = optional(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(asString(name, value.get()));
    }

    public long integer(String name) throws MalformedJson {
        if (required(name) instanceof Json.Int number) {
            return number.value();
        }
        throw wrongType(name, "a whole number");
    }

    public OptionalInt optionalInt(String name, int min, int max) throws MalformedJson {
        if (optional(name).isEmpty()) {
            return OptionalInt.empty();
        }
        long value = integer(name);
        if (value < min || value > max) {
            throw wrongValue(name, "expected a whole number from " + min + " to " + max);
        }
        return OptionalInt.of((int) value);
    }

    public boolean bool(String name) throws MalformedJson {
        if (required(name) instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrongType(name, "true or false");
    }

    public Fields object(String name) throws MalformedJson {
        if (required(name) instanceof Json.Obj inner) {
            return new Fields(inner, at(name), place(name));
        }
        throw wrongType(name, "an object");
    }

    public Optional<Fields> optionalObject(String name) throws MalformedJson {
        return optional(name).isEmpty() ? Optional.empty() : Optional.of(object(name));
    }

    public List<Json> array(String name) throws MalformedJson {
        if (required(name) instanceof Json.Arr array) {
            return array.items();
        }
        throw wrongType(name, "an array");
    }

    /**
     * All members, for an object that is used as a map; nothing in it counts as unknown, and its
     * names are content.
     */
    public Map<String, Json> members() {
        map = true;
        taken.addAll(object.members().keySet());
        return object.members();
    }

    /** Refuses every member that was not asked for. */
    public void end() throws MalformedJson {
        for (String name : object.members().keySet()) {
            if (!taken.contains(name)) {
                throw new MalformedJson(
                        Fault.UNKNOWN_FIELD, at(name), place, "a field that is unknown here");
            }
        }
    }

    /** The JSON Pointer (RFC 6901) of a member of this object. */
    public String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public MalformedJson wrongValue(String name, String message) {
        return fault(Fault.WRONG_VALUE, name, message);
    }

    private MalformedJson wrongType(String name, String expected) {
        return fault(Fault.WRONG_TYPE, name, "expected " + expected);
    }

    private MalformedJson fault(Fault fault, String name, String message) {
        return new MalformedJson(fault, at(name), place(name), message);
    }

    private String place(String name) {
        return place + "/" + (map ? "*" : name);
    }

    private String asString(String name, Json value) throws MalformedJson {
        if (value instanceof Json.Str string) {
            return string.value();
        }
        throw wrongType(name, "a string");
    }
}
