package dev.consentledger.ledger.http;

import dev.consentledger.core.json.Fields;
import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.ledger.desk.Position;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which records the desk asks for. */
final class DeskQuestion {

    /** A page of a timeline; the answer has to fit into the memory of both services. */
    static final int POSITIONS_MAX = 500;

    private DeskQuestion() {}

    /**
     * @throws HttpProblem where the body is not {@code {"positions":[{"shard":2,"index":17},…]}}
     */
    static Set<Position> parse(byte[] body) {
        try {
            Fields fields = Fields.of(JsonReader.readObject(body));
            List<Json> items = fields.array("positions");
            fields.end();
            if (items.isEmpty() || items.size() > POSITIONS_MAX) {
                throw Problems.invalidPositions(
                        "Ask for 1 to %d positions at once.".formatted(POSITIONS_MAX));
            }
            Set<Position> positions = new LinkedHashSet<>();
            for (Json item : items) {
                positions.add(position(item));
            }
            return positions;
        } catch (MalformedJson e) {
            throw Problems.invalidPositions("The body is not what it has to be: " + e.reason());
        }
    }

    private static Position position(Json item) throws MalformedJson {
        Fields fields = Fields.of(item, "/positions");
        long shard = fields.integer("shard");
        long index = fields.integer("index");
        fields.end();
        if (shard < 0 || shard > Integer.MAX_VALUE || index < 0) {
            throw Problems.invalidPositions("Shards and indexes count from 0.");
        }
        return new Position((int) shard, index);
    }
}
