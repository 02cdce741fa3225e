package dev.consentledger.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Follows every {@code $ref} of a document to where it points. */
final class References {

    private References() {}

    static JsonNode parse(Path file) {
        ObjectMapper mapper =
                file.toString().endsWith(".yaml")
                        ? new ObjectMapper(new YAMLFactory())
                        : new ObjectMapper();
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static int count(Path file) {
        return texts(parse(file)).size();
    }

    /** The references that point at nothing. */
    static List<String> dangling(Path file) {
        JsonNode document = parse(file);
        return texts(document).stream().filter(ref -> !resolves(file, document, ref)).toList();
    }

    private static List<String> texts(JsonNode document) {
        List<String> references = new ArrayList<>();
        for (JsonNode reference : document.findValues("$ref")) {
            references.add(reference.asText());
        }
        return references;
    }

    private static boolean resolves(Path file, JsonNode document, String reference) {
        int hash = reference.indexOf('#');
        String path = hash < 0 ? reference : reference.substring(0, hash);
        String pointer =
                hash < 0
                        ? ""
                        : URLDecoder.decode(reference.substring(hash + 1), StandardCharsets.UTF_8);
        Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        if (!Files.isRegularFile(target)) {
            return false;
        }
        JsonNode where = path.isEmpty() ? document : parse(target);
        return !where.at(pointer).isMissingNode();
    }
}
