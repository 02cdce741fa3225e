package dev.consentledger.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consentledger.system.Desk.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;

/** Audit packs of one site, as an officer orders them. */
final class Packs {

    private static final String PATH = "/v1/audit-packs";

    private final Desk desk;
    private final String site;
    private final String inCase;

    Packs(Desk desk, String site) throws IOException, InterruptedException {
        this.desk = desk;
        this.site = site;
        this.inCase = desk.open(site, "AUD-packs");
    }

    /** The case that all are ordered for. */
    String inCase() {
        return inCase;
    }

    /** Orders what took effect in a time; gives its id. */
    String order(Instant from, Instant to) throws IOException, InterruptedException {
        Map<String, Object> period = Map.of("from", from.toString(), "to", to.toString());
        Map<String, Object> wanted = Map.of("site", site, "case", inCase, "period", period);
        return desk.post(PATH, wanted).json().path("id").asText();
    }

    JsonNode cancel(String id) throws IOException, InterruptedException {
        return desk.post(PATH + "/" + id + "/cancel", Map.of()).json();
    }

    Answer file(String id) throws IOException, InterruptedException {
        return desk.get(PATH + "/" + id + "/file");
    }

    /** What is said of a pack once it is in a state. */
    JsonNode await(String id, String state) {
        return Awaitility.await("a pack that is " + state)
                .atMost(ConsentSystem.RECOVERY_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> desk.get(PATH + "/" + id).json(),
                        pack -> pack.path("state").asText().equals(state));
    }
}
