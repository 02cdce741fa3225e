package dev.consentledger.api.problem;

import dev.consentledger.core.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why something was turned away. It never repeats what may be personal: no subject, no URL, no text
 * that a client could have put anything into.
 *
 * @param detail what is wrong, and how to mend it
 * @param pointer the place in the body, as a JSON Pointer (RFC 6901)
 * @param extensions further members of the problem, such as the known categories
 */
public record Rejection(
        ProblemType type, String detail, Optional<String> pointer, Map<String, Json> extensions) {

    public Rejection {
        extensions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    public static Rejection of(ProblemType type, String detail) {
        return new Rejection(type, detail, Optional.empty(), Map.of());
    }

    public static Rejection at(String pointer, ProblemType type, String detail) {
        return new Rejection(type, detail, Optional.of(pointer), Map.of());
    }

    /** The same with a further sentence of advice. */
    public Rejection advising(String sentence) {
        return new Rejection(type, detail + " " + sentence, pointer, extensions);
    }

    /** The same with a list of names for the client's developer. */
    public Rejection with(String name, Collection<String> names) {
        return with(name, new Json.Arr(names.stream().<Json>map(Json.Str::new).toList()));
    }

    /** The same with a further member. */
    public Rejection with(String name, Json value) {
        Map<String, Json> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Rejection(type, detail, pointer, more);
    }
}
