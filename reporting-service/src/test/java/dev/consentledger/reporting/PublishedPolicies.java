package dev.consentledger.reporting;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The policies that are deployed with the system, as the bytes that were published. */
public final class PublishedPolicies {

    private static final Path FOLDER =
            Path.of(System.getProperty("project.root")).resolve("deploy/policies");

    private PublishedPolicies() {}

    /** The document of a version, of which the list of published hashes has this hash. */
    public static byte[] document(String site, String version) {
        try {
            Map<String, Object> file =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Files.readString(FOLDER.resolve(site + "/" + version + ".yaml")));
            Map<?, ?> banner = (Map<?, ?>) file.get("banner");
            file.put("banner", Map.of("version", banner.get("version")));
            byte[] document = json(file).canonicalBytes();
            String hash = Hash.sha256(document).toHex();
            if (!Files.readString(FOLDER.resolve("published.sha256")).contains(hash)) {
                throw new AssertionError("these are not the bytes that were published: " + version);
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, json(member)));
            return new Json.Obj(members);
        }
        if (value instanceof List<?> list) {
            return new Json.Arr(list.stream().map(PublishedPolicies::json).toList());
        }
        if (value instanceof Integer number) {
            return new Json.Int(number);
        }
        return value instanceof Boolean bool ? new Json.Bool(bool) : new Json.Str((String) value);
    }
}
