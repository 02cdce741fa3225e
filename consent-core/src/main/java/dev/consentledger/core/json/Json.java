package dev.consentledger.core.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value. There are no fractions: nothing that is hashed here needs one, and whole numbers up
 * to 2^53 - 1 have one spelling only (RFC 8785, section 3.2.2.3). Values are immutable.
 */
public sealed interface Json {

    /**
     * The largest magnitude of a number that every JSON reader keeps exactly (RFC 8785, I-JSON).
     */
    long INTEGER_MAX = (1L << 53) - 1;

    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
            members.keySet().forEach(Json::requireWellFormed);
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {
        public Str {
            requireWellFormed(value);
        }
    }

    record Int(long value) implements Json {
        public Int {
            if (Math.abs(value) > INTEGER_MAX || value == Long.MIN_VALUE) {
                throw new IllegalArgumentException("beyond 2^53 - 1: " + value);
            }
        }
    }

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** The canonical bytes of this value (RFC 8785). */
    default byte[] canonicalBytes() {
        return CanonicalJson.write(this);
    }

    /**
     * How many levels of objects and arrays this value has; 0 for a text, a number and the like.
     */
    default int depth() {
        Collection<Json> inner;
        if (this instanceof Obj object) {
            inner = object.members().values();
        } else if (this instanceof Arr array) {
            inner = array.items();
        } else {
            return 0;
        }
        return 1 + inner.stream().mapToInt(Json::depth).max().orElse(0);
    }

    static ObjBuilder object() {
        return new ObjBuilder();
    }

    private static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw new IllegalArgumentException("half a surrogate pair is not a character");
            }
            i++;
        }
    }

    /** Collects the members of an object; absent values leave no member. Not thread-safe. */
    final class ObjBuilder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private ObjBuilder() {}

        public ObjBuilder put(String name, Json value) {
            if (members.putIfAbsent(name, Objects.requireNonNull(value)) != null) {
                throw new IllegalArgumentException("twice the same member: " + name);
            }
            return this;
        }

        public ObjBuilder put(String name, String value) {
            return put(name, new Str(value));
        }

        public ObjBuilder put(String name, long value) {
            return put(name, new Int(value));
        }

        public ObjBuilder put(String name, boolean value) {
            return put(name, new Bool(value));
        }

        public ObjBuilder putIfPresent(String name, java.util.Optional<String> value) {
            value.ifPresent(text -> put(name, text));
            return this;
        }

        public Obj build() {
            return new Obj(members);
        }
    }
}
