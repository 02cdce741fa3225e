package dev.consentledger.core.json;

import java.util.Collection;
import java.util.Collections;
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

    /** An object; its members keep the order that they were given in. */
    final class Obj implements Json {
        private final Map<String, Json> members;

        public Obj(Map<String, Json> members) {
            this(new LinkedHashMap<>(members));
        }

        private Obj(LinkedHashMap<String, Json> own) {
            own.keySet().forEach(Json::requireWellFormed);
            this.members = Collections.unmodifiableMap(own);
        }

        /** Without a copy: whoever calls this gives the map away. */
        static Obj owning(LinkedHashMap<String, Json> members) {
            return new Obj(members);
        }

        public Map<String, Json> members() {
            return members;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Obj object && members.equals(object.members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }

        @Override
        public String toString() {
            return "Obj[members=" + members + "]";
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

    /**
     * Collects the members of one object; absent values leave no member. Used up by {@link #build}.
     * Not thread-safe.
     */
    final class ObjBuilder {
        private LinkedHashMap<String, Json> members = new LinkedHashMap<>();

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
            Obj built = Obj.owning(members);
            members = null;
            return built;
        }
    }
}
