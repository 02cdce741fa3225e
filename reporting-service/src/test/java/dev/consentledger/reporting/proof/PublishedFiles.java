package dev.consentledger.reporting.proof;

import dev.consentledger.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The policies that are delivered, as the documents that are published. */
public final class PublishedFiles {

    /** One file: the policy's document and its banner's. */
    public record Documents(byte[] policy, byte[] banner) {}

    private PublishedFiles() {}

    public static Documents read(String site, String version) {
        Path root = Path.of(System.getProperty("project.root", ".."));
        Path file = root.resolve("deploy/policies/%s/%s.yaml".formatted(site, version));
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From YAML: the banner is a document of its own, of which the policy names the version. */
    public static Documents of(String yaml) {
        Map<?, ?> loaded = new Yaml(new SafeConstructor(new LoaderOptions())).<Map<?, ?>>load(yaml);
        Map<String, Json> members = new LinkedHashMap<>(((Json.Obj) json(loaded)).members());
        Json.Obj banner = (Json.Obj) members.get("banner");
        members.put(
                "banner", Json.object().put("version", banner.members().get("version")).build());
        return new Documents(new Json.Obj(members).canonicalBytes(), banner.canonicalBytes());
    }

    /** Any YAML as the JSON that it says. */
    public static Json parse(String yaml) {
        return json(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
    }

    private static Json json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, json(member)));
            return new Json.Obj(members);
        }
        if (value instanceof List<?> list) {
            List<Json> items = new ArrayList<>();
            list.forEach(item -> items.add(json(item)));
            return new Json.Arr(items);
        }
        if (value instanceof Boolean flag) {
            return new Json.Bool(flag);
        }
        if (value instanceof Integer number) {
            return new Json.Int(number);
        }
        return new Json.Str((String) value);
    }
}
