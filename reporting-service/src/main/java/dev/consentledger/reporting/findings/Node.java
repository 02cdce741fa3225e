package dev.consentledger.reporting.findings;

import dev.consentledger.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A value in a published document, which knows where it stands. Members that are not there are
 * absent nodes, which say nothing and have no members. Immutable.
 */
final class Node {

    private final Document document;
    private final Optional<Json> value;
    private final String pointer;

    private Node(Document document, Optional<Json> value, String pointer) {
        this.document = document;
        this.value = value;
        this.pointer = pointer;
    }

    static Node root(Document document, Optional<Json> value) {
        return new Node(document, value, "");
    }

    Node at(String member) {
        return new Node(
                document,
                Optional.ofNullable(members().get(member)),
                pointer + "/" + member.replace("~", "~0").replace("/", "~1"));
    }

    /** The elements of an array; none of anything else. */
    List<Node> elements() {
        if (!(value.orElse(null) instanceof Json.Arr array)) {
            return List.of();
        }
        return IntStream.range(0, array.items().size())
                .mapToObj(
                        i ->
                                new Node(
                                        document,
                                        Optional.of(array.items().get(i)),
                                        pointer + "/" + i))
                .toList();
    }

    /** The names of an object's members; none of anything else. */
    Set<String> names() {
        return members().keySet();
    }

    boolean is(String text) {
        return value.filter(new Json.Str(text)::equals).isPresent();
    }

    boolean isOneOf(Set<String> texts) {
        return texts.contains(says());
    }

    boolean isTrue() {
        return value.filter(new Json.Bool(true)::equals).isPresent();
    }

    boolean isAbsent() {
        return value.isEmpty();
    }

    /** What stands here, where it is a text, a flag or a number; else nothing. */
    String says() {
        Json json = value.orElse(new Json.Null());
        if (json instanceof Json.Str text) {
            return text.value();
        }
        if (json instanceof Json.Bool flag) {
            return Boolean.toString(flag.value());
        }
        return json instanceof Json.Int number ? Long.toString(number.value()) : "";
    }

    /** This place, belonging to nothing that has an id. */
    Place place() {
        return new Place(document, pointer, Optional.empty(), says());
    }

    /** This place, belonging to the owner of an id. */
    Place placeOf(Node owner) {
        return placeOf(owner, "id");
    }

    /** This place, belonging to what a member of its owner names. */
    Place placeOf(Node owner, String member) {
        return new Place(document, pointer, Optional.of(owner.at(member).says()), says());
    }

    private Map<String, Json> members() {
        return value.orElse(null) instanceof Json.Obj object ? object.members() : Map.of();
    }
}
