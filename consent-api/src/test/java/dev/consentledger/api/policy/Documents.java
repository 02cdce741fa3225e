package dev.consentledger.api.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import java.time.Instant;
import java.util.List;

/** The deployed documents as JSON, in which a test changes something. */
public final class Documents {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Documents() {}

    /** Of all sites, as at start-up. */
    public static List<SitePolicies> sites() {
        return PolicyFiles.read(
                PolicyFolder.DEPLOY.resolve("policies"), PolicyFolder.DEPLOY.resolve("sites"), NOW);
    }

    /** The newest policy of a site. */
    public static String policy(String site) {
        return new String(newest(site).policy().bytes(), UTF_8);
    }

    /** Its banner. */
    public static String banner(String site) {
        return new String(newest(site).banner().bytes(), UTF_8);
    }

    /** A policy of imagine.art under another name, from another time on. */
    public static String policy(String version, String inForceFrom) {
        return policy("imagine.art")
                .replace("\"version\":\"2026-01-12\"", "\"version\":\"" + version + "\"")
                .replace(
                        "\"inForceFrom\":\"2026-01-12T00:00:00.000Z\"",
                        "\"inForceFrom\":\"" + inForceFrom + "\"");
    }

    public static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static Json.Obj tree(String text) {
        try {
            return JsonReader.readObject(bytes(text));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PolicyVersion newest(String site) {
        SitePolicies found =
                sites().stream()
                        .filter(s -> s.settings().site().equals(site))
                        .findFirst()
                        .orElseThrow();
        return found.versions().get(found.versions().size() - 1);
    }
}
