package dev.consentledger.reporting;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import dev.consentledger.core.policy.Policy;
import java.util.ArrayList;
import java.util.List;

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

    public static Policy policy(
            String version, String inForceFrom, boolean demonstration, Group... groups) {
        try {
            return Policy.read(bytes("shop.example", version, inForceFrom, demonstration, groups));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
