package dev.consentledger.core.policy;

import dev.consentledger.core.json.Json;
import dev.consentledger.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy for tests: as little as a document needs, in English. Each change makes another one. */
record SmallPolicy(
        String controller,
        List<Group> groups,
        List<Item> items,
        List<String> parties,
        String summary) {

    static final SmallPolicy EMPTY =
            new SmallPolicy("example", List.of(), List.of(), List.of(), "We store.");

    /** A category with mechanisms and validities by jurisdiction, such as {@code opt_in P6M}. */
    record Group(String id, String name, Map<String, String> rules) {
        Group {
            rules = new TreeMap<>(rules);
        }

        static Group asked(String id) {
            return new Group(id, "The " + id, Map.of("*", "opt_in undeclared"));
        }
    }

    /** A lifetime is a kind, and the duration that it may need: {@code up_to P1Y}. */
    record Item(
            String id,
            String category,
            String technology,
            String purpose,
            String kind,
            String lifetime,
            List<String> parties) {

        static Item cookie(String id, String category, String purpose) {
            return new Item(id, category, "cookie", purpose, "measurement", "up_to P1Y", List.of());
        }

        Item in(String otherCategory) {
            return new Item(id, otherCategory, technology, purpose, kind, lifetime, parties);
        }

        Item storedIn(String otherTechnology) {
            return new Item(id, category, otherTechnology, purpose, kind, lifetime, parties);
        }

        Item servingAs(String otherKind) {
            return new Item(id, category, technology, purpose, otherKind, lifetime, parties);
        }

        Item staying(String otherLifetime) {
            return new Item(id, category, technology, purpose, kind, otherLifetime, parties);
        }

        Item receivedBy(String... others) {
            return new Item(id, category, technology, purpose, kind, lifetime, List.of(others));
        }
    }

    SmallPolicy with(Group group) {
        return new SmallPolicy(controller, plus(groups, group), items, parties, summary);
    }

    SmallPolicy with(Item item) {
        return new SmallPolicy(controller, groups, plus(items, item), parties, summary);
    }

    SmallPolicy withParty(String party) {
        return new SmallPolicy(controller, groups, items, plus(parties, party), summary);
    }

    SmallPolicy by(String otherController) {
        return new SmallPolicy(otherController, groups, items, parties, summary);
    }

    SmallPolicy saying(String otherSummary) {
        return new SmallPolicy(controller, groups, items, parties, otherSummary);
    }

    Policy named(String version) {
        byte[] document =
                Json.object()
                        .put("v", 1)
                        .put("site", "shop.example")
                        .put("version", version)
                        .put("publishedAt", "2026-01-01T00:00:00.000Z")
                        .put("inForceFrom", "2026-01-01T00:00:00.000Z")
                        .put("demonstration", false)
                        .put("languages", new Json.Arr(List.of(new Json.Str("en"))))
                        .put("controller", Json.object().put("id", controller).build())
                        .put("consentIdentifier", "undeclared")
                        .put("text", english(Json.object().put("summary", summary).build()))
                        .put("banner", Json.object().put("version", "1").build())
                        .put("categories", array(groups.stream().map(SmallPolicy::json).toList()))
                        .put("items", array(items.stream().map(SmallPolicy::json).toList()))
                        .put(
                                "thirdParties",
                                array(parties.stream().map(SmallPolicy::party).toList()))
                        .build()
                        .canonicalBytes();
        try {
            return Policy.read(document);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static Json json(Group group) {
        List<Json> rules = new ArrayList<>();
        group.rules()
                .forEach(
                        (code, said) -> {
                            String[] words = said.split(" ");
                            rules.add(
                                    Json.object()
                                            .put(
                                                    "jurisdictions",
                                                    array(List.of(new Json.Str(code))))
                                            .put("mechanism", words[0])
                                            .put("validity", words[1])
                                            .build());
                        });
        return Json.object()
                .put("id", group.id())
                .put("name", group.name())
                .put("mechanisms", array(rules))
                .build();
    }

    private static Json json(Item item) {
        Json.ObjBuilder recipients = Json.object();
        if (item.parties().isEmpty()) {
            recipients.put("kind", "none");
        } else {
            recipients
                    .put("kind", "listed")
                    .put("parties", array(item.parties().stream().map(Json.Str::new).toList()));
        }
        return Json.object()
                .put("id", item.id())
                .put("category", item.category())
                .put("technology", item.technology())
                .put(
                        "purpose",
                        Json.object()
                                .put("id", item.purpose())
                                .put("kind", item.kind())
                                .put("text", english(new Json.Str("For " + item.purpose())))
                                .build())
                .put("lifetime", lifetime(item.lifetime()))
                .put("recipients", recipients.build())
                .build();
    }

    private static Json lifetime(String said) {
        String[] words = said.split(" ");
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("kind", new Json.Str(words[0]));
        if (words.length > 1) {
            members.put("duration", new Json.Str(words[1]));
        }
        return new Json.Obj(members);
    }

    private static Json party(String id) {
        return Json.object()
                .put("id", id)
                .put("name", "The " + id)
                .put("items", "undeclared")
                .build();
    }

    private static Json english(Json text) {
        return Json.object().put("en", text).build();
    }

    private static Json array(List<? extends Json> items) {
        return new Json.Arr(List.copyOf(items));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
