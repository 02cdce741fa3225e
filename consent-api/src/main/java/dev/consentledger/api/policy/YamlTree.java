package dev.consentledger.api.policy;

import dev.consentledger.core.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the nodes of one YAML file into a JSON tree with line numbers. Used once. */
final class YamlTree {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})");

    private final Path path;
    private final Problems problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    YamlTree(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    Optional<YamlDocument> document(Node root) {
        int before = problems.count();
        lines.put("", line(root));
        Optional<Json> tree = value(root, "");
        if (tree.isPresent() && !(tree.get() instanceof Json.Obj)) {
            problems.add(path, line(root), "expected keys with values; write 'v: 1' first.");
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        return tree.map(value -> new YamlDocument(path, (Json.Obj) value, lines));
    }

    private Optional<Json> value(Node node, String pointer) {
        if (!seen.add(node)) {
            return refuse(node, "anchors and aliases are not supported; write the value out here.");
        }
        if (node instanceof MappingNode mapping && Tag.MAP.equals(node.getTag())) {
            return mapping(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            return sequence(sequence, pointer);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        return refuse(node, "the tag " + node.getTag() + " is not supported; remove it.");
    }

    private Optional<Json> mapping(MappingNode mapping, String pointer) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Optional<String> key = key(tuple.getKeyNode());
            if (key.isEmpty()) {
                continue;
            }
            String at = pointer + "/" + key.get().replace("~", "~0").replace("/", "~1");
            if (lines.containsKey(at)) {
                refuse(
                        tuple.getKeyNode(),
                        "the key '%s' is there twice, first on line %d; remove one of them."
                                .formatted(key.get(), lines.get(at)));
                continue;
            }
            lines.put(at, line(tuple.getKeyNode()));
            value(tuple.getValueNode(), at).ifPresent(value -> members.put(key.get(), value));
        }
        return Optional.of(new Json.Obj(members));
    }

    private Optional<String> key(Node node) {
        if (node instanceof ScalarNode scalar && Tag.STR.equals(node.getTag())) {
            return Optional.of(scalar.getValue());
        }
        if (Tag.MERGE.equals(node.getTag())) {
            refuse(node, "'<<' is not supported; write the keys out here.");
        } else if (node instanceof ScalarNode scalar) {
            refuse(
                    node,
                    "the key %s is not read as text; write it in quotes: \"%1$s\"."
                            .formatted(scalar.getValue()));
        } else {
            refuse(node, "a key has to be text.");
        }
        return Optional.empty();
    }

    private Optional<Json> sequence(SequenceNode sequence, String pointer) {
        List<Json> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String at = pointer + "/" + items.size();
            lines.put(at, line(item));
            value(item, at).ifPresentOrElse(items::add, () -> items.add(new Json.Null()));
        }
        return Optional.of(new Json.Arr(items));
    }

    private Optional<Json> scalar(ScalarNode node) {
        String text = node.getValue();
        if (text.codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return refuse(node, "half a surrogate pair is not a character; write the character.");
        }
        if (Tag.STR.equals(node.getTag())) {
            return Optional.of(new Json.Str(text));
        }
        if (Tag.BOOL.equals(node.getTag()) && (text.equals("true") || text.equals("false"))) {
            return Optional.of(new Json.Bool(text.equals("true")));
        }
        if (Tag.INT.equals(node.getTag()) && WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.of(new Json.Int(Long.parseLong(text)));
        }
        return refuse(node, advice(node));
    }

    private static String advice(ScalarNode node) {
        String text = node.getValue();
        if (Tag.NULL.equals(node.getTag())) {
            return "there is no value here; write \"undeclared\" or remove the key.";
        }
        if (Tag.BOOL.equals(node.getTag())) {
            return "YAML reads %s as a truth value; write true or false, or \"%1$s\" for the text."
                    .formatted(text);
        }
        if (Tag.TIMESTAMP.equals(node.getTag())) {
            return "YAML reads %s as a time; write it in quotes: \"%1$s\".".formatted(text);
        }
        if (Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag())) {
            return "YAML reads %s as a number that has no single spelling; write it in quotes: \"%1$s\"."
                    .formatted(text);
        }
        return "the tag " + node.getTag() + " is not supported; remove it.";
    }

    private Optional<Json> refuse(Node node, String message) {
        problems.add(path, line(node), message);
        return Optional.empty();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
