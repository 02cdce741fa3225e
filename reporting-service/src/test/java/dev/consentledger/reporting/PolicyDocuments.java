package dev.consentledger.reporting;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.JsonReader;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents of policies for tests. */
public final class PolicyDocuments {

    private PolicyDocuments() {}

    /** A category with one mechanism everywhere; the exemption may be empty. */
    public record Group(String id, String mechanism, String exemption) {}

    public static byte[] bytes(
            String site,
            String version,
            String inForceFrom,
            boolean demonstration,
            Group... groups) {
        List<Json> categories = new ArrayList<>();
        for (Group group : groups) {
            Json.ObjBuilder rule =
                    Json.object()
                            .put("jurisdictions", new Json.Arr(List.of(new Json.Str("*"))))
                            .put("mechanism", group.mechanism());
            if (!group.exemption().isEmpty()) {
                rule.put("exemption", group.exemption());
            }
            categories.add(
                    Json.object()
                            .put("id", group.id())
                            .put("name", "The " + group.id())
                            .put("mechanisms", new Json.Arr(List.of(rule.build())))
                            .build());
        }
        return Json.object()
                .put("v", 1)
                .put("site", site)
                .put("version", version)
                .put("publishedAt", inForceFrom)
                .put("inForceFrom", inForceFrom)
                .put("demonstration", demonstration)
                .put("banner", Json.object().put("version", "1").build())
                .put("consentIdentifier", "undeclared")
                .put("categories", new Json.Arr(categories))
                .build()
                .canonicalBytes();
    }

    /** The same with one more cookie, which is described in English and received by nobody. */
    public static byte[] withItem(
            byte[] document, String id, String category, String purpose, String lifetime) {
        try {
            Map<String, Json> members =
                    new LinkedHashMap<>(JsonReader.readObject(document).members());
            List<Json> items = new ArrayList<>();
            if (members.get("items") instanceof Json.Arr before) {
                items.addAll(before.items());
            }
            items.add(item(id, category, purpose, lifetime));
            members.put("languages", new Json.Arr(List.of(new Json.Str("en"))));
            members.put("items", new Json.Arr(items));
            return new Json.Obj(members).canonicalBytes();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static Json item(String id, String category, String purpose, String lifetime) {
        return Json.object()
                .put("id", id)
                .put("category", category)
                .put("technology", "cookie")
                .put(
                        "purpose",
                        Json.object()
                                .put("id", purpose)
                                .put("kind", "measurement")
                                .put("text", Json.object().put("en", "To " + purpose).build())
                                .build())
                .put("lifetime", Json.object().put("kind", lifetime).build())
                .put("recipients", Json.object().put("kind", "none").build())
                .build();
    }

    public static Policy policy(
            String version, String inForceFrom, boolean demonstration, Group... groups) {
        try {
            return Policy.read(bytes("shop.example", version, inForceFrom, demonstration, groups));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
