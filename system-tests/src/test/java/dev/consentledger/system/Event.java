package dev.consentledger.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One event as a site's page sends it. Changing it makes another one.
 *
 * @param body the JSON of the request
 */
record Event(UUID id, ObjectNode body) {

    /** A browser with a version that nobody has, to be looked for where it must not be. */
    static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.7771";

    private static final String PAGE = "https://%s/secret-page-%s";

    /**
     * An event of a site's present policy and banner, in Germany, from a page of its own.
     *
     * @param random makes the id, so that a seed makes all of them
     */
    static Event of(Site site, String action, RandomGenerator random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 2L << 62;
        UUID id = new UUID(high, low);
        ObjectNode body = Http.JSON.createObjectNode();
        body.put("eventId", id.toString());
        body.put("site", site.domain());
        body.put("policyVersion", site.policyVersion());
        body.put("action", action);
        body.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        body.putObject("context")
                .put("url", PAGE.formatted(site.domain(), id))
                .put("language", "en")
                .put("jurisdiction", "DE")
                .put("bannerVersion", site.bannerVersion());
        return new Event(id, body);
    }

    Event subject(String subject) {
        return with("subject", subject);
    }

    Event occurredAt(Instant time) {
        return with("occurredAt", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    Event action(String action) {
        return with("action", action);
    }

    Event jurisdiction(String code) {
        ObjectNode changed = body.deepCopy();
        ((ObjectNode) changed.get("context")).put("jurisdiction", code);
        return new Event(id, changed);
    }

    /** Category to {@code granted} or {@code refused}. */
    Event decisions(Map<String, String> decisions) {
        ObjectNode changed = body.deepCopy();
        ObjectNode each = changed.putObject("decisions");
        decisions.forEach(each::put);
        return new Event(id, changed);
    }

    private Event with(String name, String value) {
        return new Event(id, body.deepCopy().put(name, value));
    }

    String json() {
        return body.toString();
    }

    /** What {@code deploy/policies} says is in force. */
    record Site(String domain, String policyVersion, String bannerVersion) {
        static final Site IMAGINE_ART = new Site("imagine.art", "2026-01-12", "3");
        static final Site IMSUPPORTING = new Site("imsupporting.com", "2026-01-15", "2");
        static final Site IMMAG_IN = new Site("immag.in", "2026-02-23", "1");
        static final Site PIXEVETY = new Site("pixevety.com", "undated-1", "1");
    }
}
