package dev.consentledger.api.intake;

import dev.consentledger.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the bodies that tests send; begins with a choice that is right in every respect. */
public final class Event {

    public static final String ID = "0199f0c2-7b1e-7c3a-9f52-3d1f6a1c0b7e";
    public static final String SUBJECT = "v-8f14e45fceea167a";

    private final Map<String, Json> members = new LinkedHashMap<>();

    private Event() {}

    public static Event save() {
        return bare("imagine.art", "save")
                .with("subject", SUBJECT)
                .with("policyVersion", "2026-01-12")
                .decisions(
                        "preferences", "granted", "statistics", "refused", "marketing", "refused")
                .context("jurisdiction", "DE", "bannerVersion", "3");
    }

    /** Nothing but what every event needs. */
    public static Event bare(String site, String action) {
        return new Event()
                .with("eventId", ID)
                .with("site", site)
                .with("action", action)
                .with("occurredAt", "2026-11-22T10:15:30.123Z");
    }

    /** The same with a subject. */
    public static Event of(String site, String action) {
        return bare(site, action).with("subject", SUBJECT);
    }

    public Event with(String name, String value) {
        return with(name, new Json.Str(value));
    }

    public Event with(String name, Json value) {
        members.put(name, value);
        return this;
    }

    public Event without(String name) {
        members.remove(name);
        return this;
    }

    public Event decisions(String... pairs) {
        return with("decisions", object(pairs));
    }

    public Event context(String... pairs) {
        return with("context", object(pairs));
    }

    public byte[] bytes() {
        return new Json.Obj(members).canonicalBytes();
    }

    private static Json.Obj object(String... pairs) {
        Map<String, Json> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(pairs[i], new Json.Str(pairs[i + 1]));
        }
        return new Json.Obj(object);
    }
}
