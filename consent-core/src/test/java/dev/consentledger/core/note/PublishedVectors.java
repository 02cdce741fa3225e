package dev.consentledger.core.note;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.core.Golden;
import java.nio.file.Path;

/** What others have published to test with. */
final class PublishedVectors {

    private static final JsonNode ALL =
            Golden.json(Path.of("src/test/resources/vectors/note/vectors.json"));

    private PublishedVectors() {}

    static JsonNode get(String name) {
        return ALL.get(name);
    }
}
