package dev.consentledger.standalone.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One event as a site's page would send it. All its texts are the demonstration's own and need no
 * escaping in JSON.
 *
 * @param decisions category to {@code granted} or {@code refused}; empty where the action says it
 *     all
 * @param notice the notice that it answers
 */
public record DemoEvent(
        UUID id,
        String site,
        Optional<String> subject,
        String policyVersion,
        String action,
        Map<String, String> decisions,
        Instant occurredAt,
        Page page,
        Optional<UUID> notice) {

    /** Where the visitor was. */
    public record Page(String url, String language, String jurisdiction, String bannerVersion) {}

    public DemoEvent {
        decisions = Map.copyOf(decisions);
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The body of the request. */
    public String json() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("eventId", quoted(id.toString()));
        members.put("site", quoted(site));
        subject.ifPresent(s -> members.put("subject", quoted(s)));
        members.put("policyVersion", quoted(policyVersion));
        members.put("action", quoted(action));
        if (!decisions.isEmpty()) {
            Map<String, String> each = new TreeMap<>();
            decisions.forEach((category, decision) -> each.put(category, quoted(decision)));
            members.put("decisions", object(each));
        }
        members.put("occurredAt", quoted(occurredAt.toString()));
        members.put("context", object(context()));
        return object(members);
    }

    private Map<String, String> context() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("url", quoted(page.url()));
        members.put("language", quoted(page.language()));
        members.put("jurisdiction", quoted(page.jurisdiction()));
        members.put("bannerVersion", quoted(page.bannerVersion()));
        notice.ifPresent(n -> members.put("noticeEventId", quoted(n.toString())));
        return members;
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(m -> quoted(m.getKey()) + ":" + m.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
